// SPDX-License-Identifier: Apache-2.0

/// The names that tell who takes what, which nobody who is told of a masked trial may read.
///
/// A drug that every arm is given tells nothing and stays.
package struct TreatmentMask: Hashable, Sendable {
    /// What stands where an arm or a treatment would.
    package static let word = "MASKED"

    /// Treatments (SDTM EXTRT) that some arms are given and others are not, lower case, longest first.
    private let names: [[Character]]

    /// The mask of a protocol; nil where its trial is open.
    package init?(_ studyProtocol: StudyProtocol) {
        guard studyProtocol.isBlinded else { return nil }
        let arms = studyProtocol.arms.map(\.treatments)
        let shared = arms.dropFirst().reduce(arms.first ?? []) { $0.intersection($1) }
        let telling = arms.reduce(into: Set<String>()) { $0.formUnion($1) }.subtracting(shared)
        let spellings = (studyProtocol.dosing?.drugs ?? []).map(\.treatments).filter { !$0.isDisjoint(with: telling) }
        let all = spellings.reduce(telling) { $0.union($1) }.subtracting(shared)
        names = all.map { Array($0.lowercased()) }.filter { !$0.isEmpty }
            .sorted { ($0.count, String($0)) > ($1.count, String($1)) }
    }

    /// A text with each of the names covered, whatever their case.
    package func covering(_ text: String) -> String {
        let (letters, lower) = (Array(text), text.map { $0.lowercased() })
        var (covered, place) = ("", 0)
        while place < letters.count {
            if let name = names.first(where: { lower[place...].starts(with: $0, by: { $0 == String($1) }) }) {
                covered += TreatmentMask.word
                place += name.count
            } else {
                covered.append(letters[place])
                place += 1
            }
        }
        return covered
    }
}
