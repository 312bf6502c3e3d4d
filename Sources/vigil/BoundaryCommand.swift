// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Reporting
import Statistics

typealias BoundaryArgument = BoundarySheet.Argument

struct BoundaryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "boundary",
        abstract: "Calibrate a stopping boundary, and tell what it does.",
        subcommands: [
            BoundaryDesignCommand.self, BoundaryCompareCommand.self, BoundaryCountingCommand.self,
            BoundaryPathCommand.self,
        ],
        defaultSubcommand: BoundaryDesignCommand.self)
}

struct BoundaryDesignCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json, svg }

    static let configuration = CommandConfiguration(
        commandName: "design",
        abstract: "Calibrate one boundary (the default).",
        discussion: """
            Methods: \(BinaryMethod.names.joined(separator: ", ")), and e-process for binary; \
            \(SurvivalMethod.names.joined(separator: ", ")) for survival; those of binary but chen-chaloner for tite; \
            maxsprt for poisson.

            Bounds are calibrated exactly. Characteristics are exact too, except of survival and tite with --accrual, \
            which are simulated, with standard errors.

            Example: vigil boundary --method wang-tsiatis --delta 0.25 --counting tite --n 60 --looks 10:60 --p0 0.05 \
            --alpha 0.05 --oc 0.05,0.15
            """)

    @Option(help: "The method.")
    var method: String

    @OptionGroup var options: BoundaryOptions

    @Option(help: "text, csv, json or svg.")
    var format = Format.text

    func run() async throws {
        let sheet: BoundarySheet
        do {
            sheet = try await BoundaryMaking(method: method, options: options).sheet()
        } catch let error as DesignError {
            throw ValidationError(error.words)
        }
        try await reporting {
            var text =
                switch format {
                case .text: sheet.text
                case .csv: sheet.csv
                case .json: try sheet.json()
                case .svg: sheet.svg
                }
            try text.withUTF8 { try writeToStandardOutput(UnsafeRawBufferPointer($0)) }
        }
    }
}

extension DesignError {
    /// The error by the option that is to blame.
    var words: String {
        let options: [Argument: String] = [
            .eventProbability: "oc", .subjects: "n", .informationEnd: "n", .eventsMin: "min-events",
            .firstLook: "delay", .relativeRate: "oc",
        ]
        return "--\(options[argument] ?? argument.rawValue): found \(found); allowed is \(allowed)"
    }
}
