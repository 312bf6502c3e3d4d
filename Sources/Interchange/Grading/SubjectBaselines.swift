// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// The baselines that a file's flagged rows make, by subject and analyte, where a criterion compares with them.
///
/// They are all that is kept of a file: rows of a subject need not stand together, and a baseline may come last.
struct SubjectBaselines {
    /// A subject's baseline of an analyte.
    private struct Entry {
        var analyte: Analyte
        var baseline: Baseline
        /// Whether --BLFL flags it, which goes before --LOBXFL.
        var isFlagged: Bool
        /// Whether its value can be compared with.
        var isUsable: Bool
        /// --SEQ, which breaks the tie of two at the same time.
        var sequence: [UInt8]
        /// The subject's next one, or -1.
        var next: Int32
    }

    private var subjects = KeyIndex()
    /// The first entry of each subject, or -1.
    private var first: [Int32] = []
    private var entries: [Entry] = []

    /// Reads a file to its end for its flagged rows.
    init(_ source: borrowing ResultSource, grader: LabGrader) throws {
        var rows = try ResultRows(source)
        var tests = MeasuredTests(grader: grader, format: .csv)
        var key = FieldKey()
        while try rows.nextFlagged() {
            guard rows.isWhole, rows.isBaseline else { continue }
            let test = try tests.number(of: rows)
            guard tests[test].comparesWithBaseline, let analyte = tests[test].analyte else { continue }
            key.removeAll()
            key.append(rows.bytes(rows.columns.subject))
            let subject = subjects.insert(key)
            if subject == first.count { first.append(-1) }
            let baseline = Baseline(try rows.result())
            add(
                Entry(
                    analyte: analyte, baseline: baseline, isFlagged: rows.isSet(rows.columns.baselineFlag),
                    isUsable: isUsable(baseline, of: analyte), sequence: Array(rows.bytes(rows.columns.sequence)),
                    next: first[subject]),
                of: subject)
        }
    }

    /// Hands over the baselines of a subject.
    ///
    /// - Parameter subject: a field of `CSVRecords`.
    func forEach(of subject: UnsafeBufferPointer<UInt8>, _ body: (Analyte, Baseline) -> Void) {
        var key = FieldKey()
        key.append(subject)
        guard let subject = subjects.number(of: key) else { return }
        var entry = first[subject]
        while entry >= 0 {
            body(entries[Int(entry)].analyte, entries[Int(entry)].baseline)
            entry = entries[Int(entry)].next
        }
    }

    private mutating func add(_ new: Entry, of subject: Int) {
        var position = first[subject]
        while position >= 0 {
            let entry = entries[Int(position)]
            if entry.analyte == new.analyte {
                if goesBefore(new, entry) {
                    entries[Int(position)] = new
                    entries[Int(position)].next = entry.next
                }
                return
            }
            position = entry.next
        }
        first[subject] = Int32(entries.count)
        entries.append(new)
    }

    /// One with a number goes before one without; then the later one counts, then the higher --SEQ.
    private func goesBefore(_ new: Entry, _ old: Entry) -> Bool {
        guard new.isUsable == old.isUsable else { return new.isUsable }
        guard new.isFlagged == old.isFlagged else { return new.isFlagged }
        let time = { (entry: Entry) -> (Int, Int) in
            guard let collected = entry.baseline.collected else { return (.min, 0) }
            return (collected.earliest.daysSince1970, collected.minuteOfDay ?? 0)
        }
        guard time(new) == time(old) else { return time(new) > time(old) }
        guard new.sequence == old.sequence else { return isBelow(old.sequence, new.sequence) }
        return (new.baseline.value ?? 0) > (old.baseline.value ?? 0)
    }
}

private func isUsable(_ baseline: Baseline, of analyte: Analyte) -> Bool {
    let unit = analyte.unit(spelled: baseline.unit)
    let reference = LabMeasurement.Reference(baseline, analyte: analyte, unit: unit, spelled: baseline.unit)
    guard case .value = reference else { return false }
    return true
}

/// Whether one --SEQ comes before another: by number where both are numbers, else as text.
private func isBelow(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    let number = { (text: [UInt8]) in text.withUnsafeBufferPointer { Double(decimal: $0) } }
    if let first = number(first), let second = number(second), first != second { return first < second }
    return first.lexicographicallyPrecedes(second)
}
