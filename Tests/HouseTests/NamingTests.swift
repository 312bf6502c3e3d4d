// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct NamingTests {
    @Test func `no declared name contains a word that says nothing`() throws {
        let files = try SourceTree.swiftFiles()
        expectNone(files.flatMap(Naming.findings))
    }

    @Test(arguments: [
        ("let labData = rows", "labData"),
        ("func load(data: Rows) {}", "data"),
        ("func load(from data: Rows) {}", "data"),
        ("init(rows: [Row], userInfo: Any) {}", "userInfo"),
        ("struct AlertManager {}", "AlertManager"),
        ("enum Source { case rows, info }", "info"),
        ("enum Source { case rows(data: Int) }", "data"),
        ("for data in rows {}", "data"),
        ("let (row, helper) = pair", "helper"),
        ("actor HTTPUtil {}", "HTTPUtil"),
        ("let data_rows = 1", "data_rows"),
    ])
    func `a name with a banned word is found`(text: String, name: String) {
        let findings = Naming.findings(in: SourceTree.File(path: "Sources/Trial/Example.swift", text: text))
        #expect(findings.count == 1)
        #expect(findings.first?.message.hasPrefix("\(name) contains") == true)
    }

    @Test(arguments: [
        "let body: Data = Data(bytes)",
        "// the data manager is told",
        "let text = \"let data = 1\"",
        "let database = 1",
        "let metadata = 1",
        "let information = 1",
        "case .data: break",
        "let receiver = Receiver.dataManager",
        "enum Desk { case dataManager }",
        "let dataQualityFlags = 1",
        "extension Data {}",
        "@Test func `the data manager is told`() {}",
        "String(data: bytes, encoding: .utf8)",
        "func send(_ body: Data, to place: URL) -> Info {}",
    ])
    func `the field's terms and other people's types are left alone`(text: String) {
        #expect(Naming.findings(in: SourceTree.File(path: "Sources/Trial/Example.swift", text: text)) == [])
    }

    @Test func `a file's own name counts`() {
        #expect(Naming.findings(in: SourceTree.File(path: "Sources/Trial/DateHelper.swift", text: "")).count == 1)
    }

    @Test(arguments: [
        ("labDataRow", ["lab", "data", "row"]),
        ("HTTPInfo", ["http", "info"]),
        ("row2Data", ["row2", "data"]),
        ("snake_case_info", ["snake", "case", "info"]),
        ("database", ["database"]),
    ])
    func `a name is split at its capitals`(name: String, words: [String]) {
        #expect(Naming.words(of: name) == words)
    }
}
