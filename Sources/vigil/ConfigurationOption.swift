// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Settings

/// Which configuration a command works by.
struct ConfigurationOption: ParsableArguments {
    @Option(help: "The configuration file.")
    var config = "/etc/vigil/vigil.yaml"
}

/// What a configuration with faults exits with, as a command line with faults does: a service manager that starts the
/// program again would meet the same faults again.
let configurationFaultStatus: Int32 = 2

/// Runs a command's work and prints what went wrong on stderr, one fault a line, without the parser's usage text.
///
/// Faults of a configuration begin with their place, so that editors jump to it.
func reporting(_ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch let exit as ExitCode {
        throw exit
    } catch let faults as ConfigurationFaults {
        FileHandle.standardError.write(Data("\(faults)\n".utf8))
        throw ExitCode(configurationFaultStatus)
    } catch {
        FileHandle.standardError.write(Data("vigil: \(error)\n".utf8))
        throw ExitCode.failure
    }
}
