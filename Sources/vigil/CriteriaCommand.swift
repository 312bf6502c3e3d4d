// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CTCAE

struct CriteriaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "criteria",
        abstract: "Print the cuts by which results are graded, to compare with the printed standard.",
        discussion: """
            A line for each cut, under its term and the test codes it is graded from. Grade 2-3 says that the number \
            proves 2 and that it may be 3, because the standard asks for more than the number; grade - that the \
            standard sends the value to another term. LLN and ULN are the result's own limits of normal.

            NAME is a test code (PLAT, ANC, QTCF), else a term by its name in any version, else the beginning of words \
            of a term (neutro).

            Example: vigil criteria --ctcae 6.0 PLAT
            """)

    @Option(help: "The CTCAE version: \(CTCAEVersion.allCases.map(\.rawValue).joined(separator: ", ")).")
    var ctcae: String

    @Argument(help: "A test code or a term; without one, all terms.")
    var name: String?

    func validate() throws {
        guard let version = CTCAEVersion(rawValue: ctcae) else {
            let known = CTCAEVersion.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--ctcae is \(ctcae); this version of vigil has \(known).")
        }
        guard let name, version.criteria(named: name).lines.isEmpty else { return }
        throw ValidationError("CTCAE v\(ctcae) grades no term or test called \(name) from numbers.")
    }

    func run() async throws {
        try await reporting {
            guard let version = CTCAEVersion(rawValue: ctcae) else { return }
            let finding = name.map(version.criteria(named:))
            var text = finding?.renamed.map { "v\(ctcae) calls it \($0).\n\n" } ?? ""
            var heading = ""
            for line in finding?.lines ?? version.criterionLines {
                let next = line.heading
                if next != heading { text += heading.isEmpty ? next : "\n\(next)" }
                heading = next
                text += "  \(line.grade.padded(to: 5))\(line.cut)\n"
            }
            try text.utf8.withContiguousStorageIfAvailable { try writeToStandardOutput(UnsafeRawBufferPointer($0)) }
        }
    }
}

extension CriterionLine {
    /// The term with its test codes, and below it for whom and in which units it is.
    fileprivate var heading: String {
        var limits = isForAdults ? ["adults only"] : []
        if needsUnit { limits.append("only in a known unit") }
        if !units.isEmpty { limits.append("only in \(units.joined(separator: ", "))") }
        return "\(term)  (\(tests.joined(separator: ", ")))\n"
            + (limits.isEmpty ? "" : "  \(limits.joined(separator: "; "))\n")
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
