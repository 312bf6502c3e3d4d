// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A documented reason not to give a prophylactic.
package struct Contraindication: Hashable, Sendable {
    /// The first day it holds.
    package var since: CalendarDay
    /// The last day it holds; nil when none is recorded.
    package var until: CalendarDay?
    /// The row that documents it.
    package var row: RowKey

    /// A contraindication documented by a row.
    package init(since: CalendarDay, until: CalendarDay? = nil, row: RowKey) {
        self.since = since
        self.until = until
        self.row = row
    }
}

extension SubjectRecord {
    /// The contraindications that rows of CM document: not given, for a reason in which the protocol knows a word.
    ///
    /// A row holds from its start, else from the day it was noted, of a partial date from its last day on; without a
    /// date it holds from the first day. A reason against one medication counts for the whole of its class.
    func contraindications(of prophylactic: Prophylactic) -> [Contraindication] {
        guard !prophylactic.contraindicatedBy.isEmpty else { return [] }
        return medications.lazy.filter { row in
            !row.isCourse && prophylactic.medications.contains(row.name)
                && documents(row.reasonNotGiven, anyOf: prophylactic.contraindicatedBy)
        }.map { row in
            Contraindication(since: (row.start ?? row.noted)?.latest ?? .first, until: row.end?.latest, row: row.key)
        }
    }
}

/// Whether a reason holds one of some words (upper case) and does not take it back, as in `NO KNOWN ALLERGY`.
func documents(_ reason: String, anyOf words: Set<String>) -> Bool {
    let clauses = reason.uppercased().split { ",;.，；。、\n".contains($0) }
    return clauses.contains { clause in
        guard !retractions.contains(where: clause.contains) else { return false }
        return words.contains { word in
            clause.ranges(of: word).contains { place in
                isWord(place, in: clause) && !isNegated(clause[..<place.lowerBound])
            }
        }
    }
}

/// What says that a reason is gone.
private let retractions = ["RESOLVED", "RULED OUT", "EXCLUDED", "RECOVERED", "排除", "缓解", "好转", "恢复", "已愈", "停止出血"]
private let negations: Set<String> = ["NO", "NOT", "NON", "WITHOUT", "NIL", "DENIES", "DENIED", "NEVER"]
private let chineseNegations = ["无", "非", "未见", "未发现", "没有", "否认", "不"]
/// What may stand between a negation and the word it negates.
private let fillers: Set<String> = ["ANY", "A", "KNOWN", "HISTORY", "OF", "EVIDENCE", "PRIOR", "DRUG", "CURRENT"]
private let chineseFillers = ["已知", "明显", "明确", "药物", "用药", "相关", "活动性", "任何", "存在", "既往", "有", "史", "是"]

/// Whether a place stands between words; Chinese is written without blanks and stands anywhere.
private func isWord(_ place: Range<Substring.Index>, in clause: Substring) -> Bool {
    guard clause[place].first?.isASCII == true else { return true }
    // A stem as in `ALLERG` may go on; nothing may stand right before it.
    guard place.lowerBound > clause.startIndex else { return true }
    let before = clause[clause.index(before: place.lowerBound)]
    return !(before.isASCII && before.isLetter)
}

private func isNegated(_ before: Substring) -> Bool {
    var words = before.split { !($0.isLetter || $0.isNumber) }
    while let last = words.last, fillers.contains(String(last)) { words.removeLast() }
    if let last = words.last, negations.contains(String(last)) { return true }
    var text = before.drop { $0 == " " }
    while let filler = chineseFillers.first(where: text.hasSuffix) { text = text.dropLast(filler.count) }
    return chineseNegations.contains(where: text.hasSuffix)
}
