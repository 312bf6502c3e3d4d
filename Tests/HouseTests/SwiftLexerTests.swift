// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct SwiftLexerTests {
    @Test(arguments: [
        ("let a = 1 // print(1)", ["let", "a", "=", "1"]),
        ("/* one /* two */ three */ b", ["b"]),
        (#"f("print(x)")"#, ["f", "(", "print(x)", ")"]),
        (#"f("a \(Date()) b")"#, ["f", "(", "a  b", "(", "Date", "(", ")", ")", ")"]),
        (##"f(#"a \(b) "c" "#, d)"##, ["f", "(", #"a \(b) "c" "#, ",", "d", ")"]),
        (#"f("\"", g)"#, ["f", "(", "", ",", "g", ")"]),
        ("func `a row // wakes its subject`() {}", ["func", "a row // wakes its subject", "(", ")", "{", "}"]),
        ("\"\"\"\n// \"kept\"\n\"\"\"\nx", ["\n// \"kept\"\n", "x"]),
    ])
    func `comments are dropped and strings are one token`(text: String, wanted: [String]) {
        #expect(SwiftLexer.tokens(of: text).map(\.text) == wanted)
    }

    @Test func `lines are counted through comments and long strings`() {
        let text = "a\n/* x\ny */ b\n\"\"\"\nlong\n\"\"\"\nc"
        let lines = SwiftLexer.tokens(of: text).map(\.line)
        #expect(lines == [1, 3, 4, 7])
    }
}
