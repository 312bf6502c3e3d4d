// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// Which configuration a command works by.
struct ConfigurationOption: ParsableArguments {
    @Option(help: "The configuration file.")
    var config = "/etc/vigil/vigil.yaml"
}

/// Runs a command's work and prints what went wrong on stderr, one fault a line, without the parser's usage text.
func reporting(_ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch let exit as ExitCode {
        throw exit
    } catch {
        FileHandle.standardError.write(Data("vigil: \(error)\n".utf8))
        throw ExitCode.failure
    }
}
