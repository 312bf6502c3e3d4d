// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CTCAE

struct CriteriaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "criteria",
        abstract: "Print the cuts by which results are graded, to compare with the printed standard.",
        discussion: """
            A line for each cut, under its term and the test codes it is graded from. Grade 2-3 says that the number \
            proves 2 and that it may be 3, because the standard asks for more than the number; grade - that the \
            standard sends the value to another term. LLN and ULN are the result's own limits of normal.

            Example: vigil criteria --ctcae 6.0 PLAT
            """)

    @Option(help: "The CTCAE version: \(CTCAEVersion.allCases.map(\.rawValue).joined(separator: ", ")).")
    var ctcae: String

    @Argument(help: "A term or a test code; without one, all terms.")
    var name: String?

    func validate() throws {
        guard CTCAEVersion(rawValue: ctcae) == nil else { return }
        let known = CTCAEVersion.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--ctcae is \(ctcae); this version of vigil has \(known).")
    }

    func run() throws {
        guard let version = CTCAEVersion(rawValue: ctcae) else { return }
        let lines = version.criterionLines.filter { line in
            guard let name else { return true }
            return line.term.lowercased().contains(name.lowercased())
                || line.tests.contains { $0.lowercased() == name.lowercased() }
        }
        guard !lines.isEmpty else {
            throw ValidationError("CTCAE v\(ctcae) grades no term or test called \(name ?? "") from numbers.")
        }
        var heading = ""
        for line in lines {
            let next = "\(line.term)  (\(line.tests.joined(separator: ", ")))"
            if next != heading {
                print(heading.isEmpty ? next : "\n\(next)")
                heading = next
            }
            print("  \(line.grade.padded(to: 5))\(line.cut)")
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
