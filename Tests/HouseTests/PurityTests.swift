// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct PurityTests {
    @Test func `the functional core reaches for no clock, file, process or chance`() throws {
        let files = try SourceTree.swiftFiles().filter { $0.target != nil }
        #expect(files.contains { Layers.core.contains($0.target ?? "") })
        expectNone(Purity.findings(in: files))
    }

    @Test(arguments: [
        "let today = Date()",
        "let today = Date ()",
        "wait(until: .now)",
        "return .now",
        "let now = Date.now",
        "let now = clock().now",
        "let now = ContinuousClock.now",
        "FileManager.default",
        "print(\"x\")",
        "let child = Process()",
        "getenv(\"HOME\")",
        "ProcessInfo.processInfo",
        "let text = \"at \\(Date())\"",
        "let id = UUID()",
    ])
    func `a core file that reaches out is found`(text: String) {
        let file = SourceTree.File(path: "Sources/Rules/Example.swift", text: text)
        #expect(!Purity.findings(in: [file]).isEmpty)
    }

    @Test(arguments: [
        "func review(now: Timestamp)",
        "let now = moment.now",
        "// Date() is the caller's",
        "let text = \"print(1)\"",
        "struct ProcessStep {}",
        "blueprint(1)",
        "let nowhere = place.nowhere",
    ])
    func `harmless text is not taken for reaching out`(text: String) {
        let file = SourceTree.File(path: "Sources/Rules/Example.swift", text: text)
        #expect(Purity.findings(in: [file]) == [])
    }

    @Test func `the shell may have a clock`() {
        let file = SourceTree.File(path: "Sources/Surveillance/Example.swift", text: "let now = Date()")
        #expect(Purity.findings(in: [file]) == [])
    }
}
