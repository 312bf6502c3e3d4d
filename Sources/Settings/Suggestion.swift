// SPDX-License-Identifier: Apache-2.0

/// The hint for a word that is none of those allowed: the nearest one, or all of them.
func suggestion(for word: String, among allowed: [String], what: String) -> String {
    if let nearest = nearest(to: word, among: allowed) { return "did you mean `\(nearest)`?" }
    let longer = containing(word, among: allowed)
    if !longer.isEmpty {
        let listed = longer.map { "`\($0)`" }
        let last = listed.count > 1 ? " or \(listed[listed.count - 1])" : ""
        return "did you mean \(listed.prefix(max(1, listed.count - 1)).joined(separator: ", "))\(last)?"
    }
    guard !allowed.isEmpty else { return "none is declared here that could be \(what)" }
    let listed = allowed.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
    return "write \(what): \(listed)\(allowed.count > 12 ? ", …" : "")"
}

/// Up to three that begin with a word, or else have one of their own words begin so, case apart; shortest first.
private func containing(_ word: String, among candidates: [String]) -> [String] {
    let sought = word.lowercased()
    guard sought.count >= 2 else { return [] }
    let beginning = candidates.filter { $0.lowercased().hasPrefix(sought) }
    let found =
        beginning.isEmpty
        ? candidates.filter { candidate in
            candidate.lowercased().split { !$0.isLetter && !$0.isNumber }.contains { $0.hasPrefix(sought) }
        } : beginning
    return Array(found.sorted { ($0.count, $0) < ($1.count, $1) }.prefix(3))
}

/// The word spelt most alike, when it is close: at most a third of its letters differ, or one of a few, case apart.
func nearest(to word: String, among candidates: [String]) -> String? {
    let sought = Array(word.lowercased())
    let distances = candidates.map { ($0, editDistance(sought, Array($0.lowercased()))) }
    guard let best = distances.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }) else { return nil }
    let length = max(sought.count, best.0.count)
    return best.1 < length && best.1 <= max(1, length / 3) ? best.0 : nil
}

/// Whether one insertion, deletion, replacement or swap turns one word into the other, case apart.
func isOneSlip(from first: String, to second: String) -> Bool {
    editDistance(Array(first.lowercased()), Array(second.lowercased())) == 1
}

/// The fewest insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
///
/// Optimal string alignment; Damerau FJ, Communications of the ACM 1964;7:171.
private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: second.count + 1)
    var last = Array(0...second.count)
    for row in 0..<first.count {
        var current = [row + 1]
        for column in 0..<second.count {
            let replaced = last[column] + (first[row] == second[column] ? 0 : 1)
            var distance = min(replaced, last[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
                distance = min(distance, beforeLast[column - 1] + 1)
            }
            current.append(distance)
        }
        (beforeLast, last) = (last, current)
    }
    return last[second.count]
}
