// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Reporting
import Statistics

struct BoundaryCompareCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, svg }

    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Put several boundaries side by side.",
        discussion: """
            Every --method is calibrated with the same options. A method may bring a parameter of its own after a \
            colon: wang-tsiatis:delta=0.25, beta-binomial:prior=1,4, sprt:p1=0.2.

            Example: vigil boundary compare --method pocock --method obf --method wang-tsiatis:delta=0.25 --n 60 \
            --p0 0.05 --alpha 0.05 --oc 0.05,0.1,0.15,0.2
            """)

    @Option(help: "A method, with its parameter after a colon; give it for each boundary.")
    var method: [String]

    @OptionGroup var options: BoundaryOptions

    @Option(help: "text, csv or svg.")
    var format = Format.text

    func run() async throws {
        var sheets: [(name: String, sheet: BoundarySheet)] = []
        for wanted in method {
            let (name, own) = try read(wanted)
            do {
                sheets.append((wanted, try await BoundaryMaking(method: name, options: own).sheet()))
            } catch let error as DesignError {
                throw ValidationError("\(wanted): \(error.words)")
            }
        }
        let comparison = BoundaryComparison(sheets)
        try await reporting {
            var text =
                switch format {
                case .text: comparison.text
                case .csv: comparison.csv
                case .svg: comparison.svg
                }
            try text.withUTF8 { try writeToStandardOutput(UnsafeRawBufferPointer($0)) }
        }
    }

    /// A method's name, and the options with its own parameters.
    private func read(_ wanted: String) throws -> (String, BoundaryOptions) {
        let parts = wanted.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        var own = options
        for parameter in parts.dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1).map(String.init)
            switch (pair.first, pair.last.flatMap { Double($0) }, pair.count) {
            case ("delta", let number?, 2): own.delta = number
            case ("p1", let number?, 2): own.p1 = number
            case ("nu", let number?, 2): own.nu = number
            case ("prior", _, 2): own.prior = pair[1]
            default:
                throw ValidationError(
                    "--method: found \(wanted); allowed after a colon are delta=, prior=, p1= and nu= with a number")
            }
        }
        return (parts[0], own)
    }
}
