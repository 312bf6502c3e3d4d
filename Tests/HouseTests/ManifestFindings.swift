// SPDX-License-Identifier: Apache-2.0

extension Manifest {
    /// Declarations that the table of layers refuses, or that point upwards.
    func layerFindings() -> [Finding] {
        var findings: [Finding] = []
        let names = Set(targets.map(\.name))
        var seen: Set<String> = []
        for target in targets where !target.isTest && !target.folder.hasPrefix("Tests/") {
            for dependency in target.dependencies {
                if names.contains(dependency), !seen.contains(dependency) {
                    let message =
                        "\(target.name) is declared above \(dependency), which it uses; arrows run downwards only"
                    findings.append(finding(target, message))
                }
                if let refusal = Layers.refusal(of: dependency, by: target.name) {
                    findings.append(finding(target, refusal))
                }
            }
            seen.insert(target.name)
        }
        return findings
    }

    /// Imports that nothing declares, even where another target's declaration happens to bring the module in.
    func undeclaredImports(in files: [SourceTree.File]) -> [Finding] {
        files.flatMap { file -> [Finding] in
            guard let target = owner(of: file.path) else { return [] }
            return ImportStatement.all(in: file).compactMap { statement in
                let module = statement.module
                let isDeclared = target.dependencies.contains(module) || Layers.toolchain.contains(module)
                guard !isDeclared, module != target.name else { return nil }
                let message = "\(target.name) imports \(module) without declaring it"
                return Finding(path: file.path, line: statement.line, message: message)
            }
        }
    }

    /// Folders with Swift files that nothing builds.
    func orphans(among files: [SourceTree.File]) -> [Finding] {
        let folders = files.filter { owner(of: $0.path) == nil }.map(\.folder)
        return Set(folders).sorted().map {
            Finding(path: $0, line: 1, message: "no target in Package.swift holds this folder")
        }
    }

    /// Dependencies that no file of the target imports.
    ///
    /// Tests that start a program depend on it so that it is built, and import nothing of it.
    func unusedDependencies(in files: [SourceTree.File]) -> [Finding] {
        targets.flatMap { target -> [Finding] in
            let own = files.filter { owner(of: $0.path) == target }
            let imports = Set(own.flatMap(ImportStatement.all).map(\.module))
            guard !imports.isEmpty else { return [] }
            return target.dependencies
                .filter { !imports.contains($0) && !Layers.programs.contains($0) }
                .map { finding(target, "\(target.name) declares \($0) and imports it nowhere") }
        }
    }

    private func owner(of path: String) -> Target? {
        targets.first { path.hasPrefix($0.folder + "/") }
    }

    private func finding(_ target: Target, _ message: String) -> Finding {
        Finding(path: "Package.swift", line: target.line, message: message)
    }
}
