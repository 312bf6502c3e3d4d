// SPDX-License-Identifier: Apache-2.0

/// A defect of a configuration file: where it stands, what was found there, and what to write instead.
///
/// It never repeats a secret, nor the path or query of a receiver's URL, which may hold one.
package struct ConfigurationFault: Error, Hashable, Sendable {
    /// The file, as its path was given or found.
    package var file: String
    /// The line, from 1.
    package var line: Int
    /// The column, from 1, in characters.
    package var column: Int
    /// The place in the file's own terms, for example `rules[3].levels[0].below`; empty for the file as a whole.
    package var path: String
    /// What stands there.
    package var found: String
    /// What to do.
    package var hint: String

    /// A fault at a place.
    package init(file: String, line: Int, column: Int, path: String, found: String, hint: String) {
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.found = found
        self.hint = hint
    }
}

extension ConfigurationFault: CustomStringConvertible {
    /// One line as compilers write it, so that editors jump to the place.
    package var description: String {
        let place = path.isEmpty ? "" : "\(path): "
        return "\(file):\(line):\(column): \(place)found \(found); \(hint)"
    }
}

/// Every fault of a configuration, in the order of files and lines; nothing starts while there is one.
package struct ConfigurationFaults: Error, Hashable, Sendable, CustomStringConvertible {
    /// The faults, at least one.
    package var faults: [ConfigurationFault]

    /// One line a fault.
    package var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}

/// Gathers faults while files are read, so that one reading tells all of them.
final class FaultLog {
    /// Defects that stop the start.
    private(set) var faults: [ConfigurationFault] = []
    /// Weaknesses that do not.
    private(set) var warnings: [ConfigurationFault] = []
    /// What every mapping and every choice that was read allows, by which the schema is held to the readers.
    private(set) var vocabulary: [VocabularyUse] = []
    /// The files in the order in which they were opened, in which their faults are told.
    private var files: [String] = []

    func open(_ file: String) {
        if !files.contains(file) { files.append(file) }
    }

    func record(_ fault: ConfigurationFault) {
        guard !faults.contains(fault) else { return }
        faults.append(fault)
    }

    func warn(_ warning: ConfigurationFault) {
        guard !warnings.contains(warning) else { return }
        warnings.append(warning)
    }

    func note(_ use: VocabularyUse) {
        vocabulary.append(use)
    }

    /// The value that was read, or every fault that was met on the way.
    func conclude<Value>(_ value: Value?) throws(ConfigurationFaults) -> Value {
        guard faults.isEmpty, let value else { throw ConfigurationFaults(faults: ordered) }
        return value
    }

    /// By line within a file.
    private var ordered: [ConfigurationFault] {
        files.flatMap { file in
            faults.filter { $0.file == file }.sorted { ($0.line, $0.column, $0.path) < ($1.line, $1.column, $1.path) }
        }
    }
}
