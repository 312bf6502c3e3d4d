// SPDX-License-Identifier: Apache-2.0

import Channels
import Testing

struct AnswerBodyTests {
    @Test(arguments: [
        ("", ""),
        ("ok", "ok"),
        (String(repeating: "x", count: 201), String(repeating: "x", count: 200)),
        // 66 characters of three bytes are 198 bytes; the 67th is cut and left out.
        (String(repeating: "中", count: 70), String(repeating: "中", count: 66)),
        ("a\r\n\u{1B}[31mb\u{7F}c", "a   [31mb c"),
    ])
    func `an answer's start is kept up to a character's end`(body: String, start: String) {
        #expect(AnswerBody(bytes: Array(body.utf8)).start == start)
    }

    @Test func `bytes that are no text never pass the limit`() {
        let start = AnswerBody(bytes: [UInt8](repeating: 0xFF, count: 500)).start
        #expect(start.utf8.count <= AnswerBody.startBytesMax)
        #expect(start.unicodeScalars.allSatisfy { $0 == "\u{FFFD}" })
        #expect(!start.isEmpty)
    }
}
