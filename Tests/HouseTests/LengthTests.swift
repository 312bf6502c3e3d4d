// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct LengthTests {
    @Test func `files, lines and functions keep to their lengths`() throws {
        let files = try SourceTree.swiftFiles()
        expectNone(files.flatMap(Lengths.findings))
    }

    @Test func `a line, a file or a function one too long is found, and one at the limit is not`() {
        func findings(_ text: String) -> [Finding] {
            Lengths.findings(in: SourceTree.File(path: "Sources/Trial/Example.swift", text: text))
        }
        #expect(findings(String(repeating: "x", count: 120) + "\n") == [])
        #expect(findings(String(repeating: "é", count: 121) + "\n").count == 1)
        #expect(findings(String(repeating: "x\n", count: 400)) == [])
        #expect(findings(String(repeating: "x\n", count: 401)).count == 1)
        #expect(findings("func f() {\n" + String(repeating: "x\n", count: 58) + "}\n") == [])
        #expect(findings("func f() {\n" + String(repeating: "x\n", count: 59) + "}\n").count == 1)
    }

    @Test func `functions are measured from keyword to closing brace, and calls and requirements are none`() {
        let text = """
            protocol Store {
                func rows() throws -> [Row]
                func last() -> Row
            }
            struct Reader {
                init(rows: [Row] = [], then: () -> Void = { }) {
                    self.init()
                }
                func one() { if true { print("}") } }
                func two(
                    a: Int
                ) -> Int where A: B {
                    /* } */
                    let body = { $0 }
                }
            }
            """
        let wanted = [
            Lengths.Function(name: "init", line: 6, lines: 3),
            Lengths.Function(name: "one", line: 9, lines: 1),
            Lengths.Function(name: "two", line: 10, lines: 6),
        ]
        #expect(Lengths.functions(in: SwiftLexer.tokens(of: text)) == wanted)
    }
}
