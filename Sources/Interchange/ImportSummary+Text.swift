// SPDX-License-Identifier: Apache-2.0

import Storage
import Trial

extension ImportSummary {
    /// The summary for a terminal: counts, places and variable names, never a value of a row.
    package var text: String {
        var lines: [String] = []
        for file in files { lines += fileLines(file) }
        for domain in Domain.allCases {
            if let count = deleted[domain] {
                lines.append("\(domain.code): \(rows(count)) deleted, absent from the files")
            }
            if let count = absentButKept[domain] {
                lines.append("\(domain.code): \(rows(count)) of these subjects not in the files, kept (--full deletes)")
            }
        }
        if unmatchedQualifiers > 0 {
            lines.append("\(unmatchedQualifiers) supplemental qualifiers without their row; import both files together")
        }
        lines += defectLines
        let total = total
        lines.append(
            "total: \(total.inserted) inserted, \(total.updated) updated, \(total.unchanged) unchanged, "
                + "\(total.deleted) deleted")
        lines += lossLines
        return lines.joined(separator: "\n") + "\n"
    }

    private func fileLines(_ file: File) -> [String] {
        var lines = ["\(file.path): \(rows(file.rowsRead)) read as \(file.encoding.rawValue)"]
        for (domain, counts) in file.domains.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append(
                "  \(domain.code): \(counts.inserted) inserted, \(counts.updated) updated, "
                    + "\(counts.unchanged) unchanged")
        }
        if file.repeated > 0 { lines.append("  \(rows(file.repeated)) repeated word for word") }
        if file.qualifiers > 0 { lines.append("  \(file.qualifiers) supplemental qualifiers kept") }
        for (code, count) in file.domainsNotKept.sorted(by: { $0.key < $1.key }) {
            let why = code.hasPrefix("SUPP") ? "qualifier" : "domain"
            lines.append("  \(code): \(rows(count)) not kept: the monitor does not read this \(why)")
        }
        if !file.variablesNotKept.isEmpty {
            lines.append("  not kept: \(file.variablesNotKept.joined(separator: " "))")
        }
        return lines
    }

    /// The last line where rows were lost, so that nobody takes the counts for everything.
    private var lossLines: [String] {
        var all = File(path: "", encoding: .utf8)
        for file in files {
            all.malformed += file.malformed
            all.unowned += file.unowned
            all.conflicting += file.conflicting
        }
        let lost = all.malformed + all.unowned + all.conflicting
        guard lost > 0 else { return [] }
        return ["\(rows(lost)) \(lost == 1 ? "was" : "were") not taken: \(all.losses.joined(separator: ", "))"]
    }

    private var defectLines: [String] {
        let ordered = defects.sorted { first, second in
            (first.key.reason.rawValue, first.key.domain, first.key.variable)
                < (second.key.reason.rawValue, second.key.domain, second.key.variable)
        }
        return ordered.map { kind, defects in
            let subject = [kind.domain, kind.variable].filter { !$0.isEmpty }.joined(separator: " ")
            let more = defects.count > defects.places.count ? ", …" : ""
            return "\(kind.reason.rawValue): \(subject.isEmpty ? "" : "\(subject): ")\(defects.count) "
                + "(\(defects.places.joined(separator: ", "))\(more))"
        }
    }

    private func rows(_ count: Int) -> String {
        count == 1 ? "1 row" : "\(count) rows"
    }
}

extension ImportSummary.File {
    /// Why rows were left out, each with how many.
    var losses: [String] {
        [
            (malformed, "with another number of fields than the header"),
            (unowned, "without STUDYID or USUBJID"),
            (conflicting, "with the key of another row and other contents"),
        ].compactMap { count, reason in count > 0 ? "\(count) \(reason)" : nil }
    }
}
