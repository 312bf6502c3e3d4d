// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite struct ProseTests {
    private static let folders = ["Sources", "Tests", "Config", "Deploy", "Runbooks", ".ci"]
    private static let extensions: Set<String> = [
        "", "swift", "c", "h", "cpp", "modulemap", "md", "yaml", "yml", "service", "conf", "sysusers", "tmpfiles",
    ]
    private static let pages = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "Package.swift"]

    @Test func `every Swift file opens with its licence`() throws {
        expectNone(try SourceTree.swiftFiles().flatMap(Prose.licenceFindings))
    }

    @Test func `no note to oneself and no machine's own folder is left`() throws {
        let files =
            try SourceTree.files(below: Self.folders, extensions: Self.extensions) + Self.pages.map(SourceTree.file)
        expectNone(files.flatMap(Leftovers.findings))
    }

    @Test func `the changelog opens with what is clinical`() throws {
        expectNone(Prose.changelogFindings(in: try SourceTree.file("CHANGELOG.md")))
    }

    @Test func `every runbook has the one form, and the index lists it`() throws {
        let index = try SourceTree.file("Runbooks/README.md")
        let pages = try SourceTree.files(below: ["Runbooks"], extensions: ["md"]).filter { $0.path != index.path }
        expectNone(pages.flatMap(Prose.runbookFindings))
        #expect(Set(Prose.linksNamed(in: index.text)) == Set(pages.map(\.name)))
    }

    @Test func `every runbook that a protocol names exists`() throws {
        let protocols = try SourceTree.files(below: ["Config/protocols"], extensions: ["yaml"])
        let named = Set(protocols.flatMap { Prose.runbooksNamed(in: $0.text) })
        let existing = Set(
            try SourceTree.files(below: ["Runbooks"], extensions: ["md"]).map { String($0.name.dropLast(3)) })
        #expect(!named.isEmpty)
        #expect(named.subtracting(existing) == [])
    }

    @Test func `every link in a page leads to a file`() throws {
        let pages = try SourceTree.files(below: ["Sources", "Deploy", "Runbooks"], extensions: ["md"])
        let top = try ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"].map(SourceTree.file)
        for page in pages + top {
            let folder = SourceTree.root.appendingPathComponent(page.path).deletingLastPathComponent()
            for link in Prose.linksNamed(in: page.text) {
                let exists = FileManager.default.fileExists(atPath: folder.appendingPathComponent(link).path)
                #expect(exists, "\(page.path) links to \(link), which does not exist")
            }
        }
    }

    @Test func `make help shows every target`() throws {
        let makefile = try SourceTree.file("Makefile")
        #expect(makefile.text.contains("\ntest: "))
        expectNone(Prose.targetFindings(in: makefile))
    }

    @Test func `a missing licence line is found`() {
        let file = SourceTree.File(path: "Sources/Trial/Example.swift", text: "import Trial\n" + Prose.licenceLine)
        #expect(Prose.licenceFindings(in: file).count == 1)
    }

    @Test(arguments: ["TO" + "DO: later", "// FIX" + "ME", "see /wo" + "rk/notes", "cd /ho" + "me/someone"])
    func `a leftover is found`(text: String) {
        #expect(Leftovers.findings(in: SourceTree.File(path: "README.md", text: text)).count == 1)
    }

    @Test(arguments: ["TODOS", "the work/rest rhythm", "XXXVII", "ProtectHome=yes"])
    func `an innocent word is no leftover`(text: String) {
        #expect(Leftovers.findings(in: SourceTree.File(path: "README.md", text: text)) == [])
    }

    @Test(arguments: [
        ("## [Unreleased]\n\n### Clinical\n- x\n\n### Added\n", true),
        ("## [Unreleased]\n\n### Added\n\n### Clinical\n", false),
        ("## [Unreleased]\n\n## [1.0.0]\n\n### Clinical\n", false),
        ("## [1.0.0]\n\n### Clinical\n", false),
        ("## [Unreleased]\n", false),
    ])
    func `a changelog that hides what is clinical is found`(text: String, isGood: Bool) {
        #expect(Prose.changelogFindings(in: SourceTree.File(path: "CHANGELOG.md", text: text)).isEmpty == isGood)
    }

    @Test func `a runbook that lacks a section, or says Never too late, is found`() {
        func findings(_ sections: [String]) -> [Finding] {
            let text = sections.map { "## \($0)\n\ntext\n" }.joined()
            return Prose.runbookFindings(in: SourceTree.File(path: "Runbooks/example.md", text: text))
        }
        #expect(findings(Prose.runbookSections) == [])
        #expect(findings(Prose.runbookSections.filter { $0 != "Verify" }).count == 1)
        #expect(findings(Prose.runbookSections.filter { $0 != "Never" } + ["Never"]).count == 1)
    }

    @Test func `runbook names are read in every spelling`() {
        let yaml = """
            rules:
              - id: one
                runbook: platelet-hold
              - runbook: "Runbooks/neuropathy.md"   # runbook: not-this
              # runbook: nor-this
              - { runbook: 'infection' }
                runbook_note: no
            """
        #expect(Prose.runbooksNamed(in: yaml) == ["platelet-hold", "neuropathy", "infection"])
    }

    @Test func `links to files are read, links to sites are not`() {
        let text = "[a](a.md) and [b](../b.md#part) and [c](https://example.org/c.md) and [d](#here) (not.md)"
        #expect(Prose.linksNamed(in: text) == ["a.md", "../b.md"])
    }

    @Test func `a target without a help text is found, and an assignment is none`() {
        let text = "name := x\nother: PREFIX = y\ntest: packages ## Test\n\trecipe: x\n.PHONY: test\nVARIABLE: z\n"
        let findings = Prose.targetFindings(in: SourceTree.File(path: "Makefile", text: text))
        #expect(findings.map(\.line) == [2])
    }
}
