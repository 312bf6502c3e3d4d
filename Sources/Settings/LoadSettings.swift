// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Rules
package import Trial

/// Whether the receivers' secrets are read.
package enum SecretReading: Hashable, Sendable {
    /// They are: first from the folder, which is systemd's `$CREDENTIALS_DIRECTORY`, then beside the configuration.
    case from(credentialsFolder: String?)
    /// They are not: officers may list alerts without being allowed to sign messages.
    case omitted

    /// Reads them from the folder that systemd passes to its service.
    package static var fromEnvironment: SecretReading {
        .from(credentialsFolder: ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"])
    }
}

/// Reads and checks a configuration: `vigil.yaml` and every protocol file it names.
///
/// - Parameters:
///   - path: The file; relative paths inside it start at its folder.
///   - secrets: Whether, and from where, the receivers' secrets are read.
///   - today: The day by which sign-offs are judged; nil judges none.
/// - Throws: `ConfigurationFaults` with every fault of every file.
package func loadSettings(
    at path: String, secrets: SecretReading = .fromEnvironment, today: CalendarDay? = nil
) throws(ConfigurationFaults) -> Settings {
    let log = FaultLog()
    let folder = parentFolder(of: path)
    let settings = ConfigurationFile(at: path, log: log).flatMap { file in
        SettingsReading(folder: folder, secrets: secrets, runbooks: Runbooks(near: folder), today: today)
            .read(file.root)
    }
    return try log.conclude(settings)
}

/// Reads and checks one protocol file.
///
/// - Throws: `ConfigurationFaults` with every fault of the file.
package func loadProtocol(at path: String) throws(ConfigurationFaults) -> StudyProtocol {
    let log = FaultLog()
    let reading = ProtocolReading(runbooks: Runbooks(near: parentFolder(of: path)))
    let studyProtocol = ConfigurationFile(at: path, log: log).flatMap { reading.read($0.root) }
    return try log.conclude(studyProtocol)
}

/// The folder in which a file lies.
func parentFolder(of path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
}
