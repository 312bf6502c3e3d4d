// SPDX-License-Identifier: Apache-2.0

/// What the house asks of its texts: licence line, changelog, runbooks, Makefile.
enum Prose {
    static let licenceLine = "// SPDX-License-Identifier: Apache-2.0"

    static func licenceFindings(in file: SourceTree.File) -> [Finding] {
        if file.text.hasPrefix(licenceLine + "\n") { return [] }
        return [Finding(path: file.path, line: 1, message: "the first line must be \(licenceLine)")]
    }

    /// A reader must see first what changes a grade, a verdict or a boundary.
    static func changelogFindings(in file: SourceTree.File) -> [Finding] {
        let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let unreleased = lines.firstIndex(of: "## [Unreleased]") else {
            return [Finding(path: file.path, line: 1, message: "there is no section ## [Unreleased]")]
        }
        let first = lines[(unreleased + 1)...].firstIndex { $0.hasPrefix("## ") || $0.hasPrefix("### ") }
        if let first, lines[first] == "### Clinical" { return [] }
        return [
            Finding(
                path: file.path, line: unreleased + 1, message: "the first section of Unreleased must be ### Clinical")
        ]
    }

    static let runbookSections = [
        "What the officer sees", "Never", "What it means for subjects", "Check", "Do", "Verify", "Tell whom",
    ]

    /// At three in the morning one form serves, and what must not be done stands high.
    static func runbookFindings(in file: SourceTree.File) -> [Finding] {
        let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        let headings = lines.filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
        if headings == runbookSections { return [] }
        let message =
            "the sections must be \(runbookSections.joined(separator: " · ")), not \(headings.joined(separator: " · "))"
        return [Finding(path: file.path, line: 1, message: message)]
    }

    /// The names that follow `runbook:` in a protocol file, without folder and extension.
    static func runbooksNamed(in yaml: String) -> [String] {
        yaml.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "#", omittingEmptySubsequences: false)[0].split(
                separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].drop(while: { " -{".contains($0) }) == "runbook" else { return nil }
            let name = parts[1].filter { !" \"'}".contains($0) }.split(separator: "/").last ?? ""
            return name.hasSuffix(".md") ? String(name.dropLast(3)) : String(name)
        }
    }

    /// Relative links to files; links to other sites are left alone.
    static func linksNamed(in markdown: String) -> [String] {
        markdown.split(separator: "](", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
            guard let target = rest.split(separator: ")", maxSplits: 1, omittingEmptySubsequences: false).first else {
                return nil
            }
            let path = target.split(separator: "#", omittingEmptySubsequences: false).first.map(String.init) ?? ""
            return path.isEmpty || path.contains(":") ? nil : path
        }
    }

    /// Targets of a Makefile that `make help` would not show.
    static func targetFindings(in file: SourceTree.File) -> [Finding] {
        let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().compactMap { index, line in
            guard line.first?.isLowercase == true, let colon = line.firstIndex(of: ":") else { return nil }
            let isAssignment = line[line.index(after: colon)...].hasPrefix("=")
            let name = line[..<colon]
            guard !isAssignment, !name.contains(where: \.isWhitespace), !line.contains(" ## ") else { return nil }
            return Finding(path: file.path, line: index + 1, message: "\(name) has no ## text for make help")
        }
    }
}
