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
            add(
                Entry(
                    analyte: analyte, baseline: Baseline(try rows.result()),
                    isFlagged: rows.isSet(rows.columns.baselineFlag), next: first[subject]),
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

    /// Of two flagged rows the later one counts; of two at the same time, the one that stands later in the file.
    private func goesBefore(_ new: Entry, _ old: Entry) -> Bool {
        guard new.isFlagged == old.isFlagged else { return new.isFlagged }
        guard let day = new.baseline.collected, let other = old.baseline.collected else {
            return new.baseline.collected != nil || old.baseline.collected == nil
        }
        return (day.earliest, day.minuteOfDay ?? 0) >= (other.earliest, other.minuteOfDay ?? 0)
    }
}
