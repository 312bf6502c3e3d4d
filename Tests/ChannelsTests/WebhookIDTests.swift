// SPDX-License-Identifier: Apache-2.0

import Channels
import Testing

struct WebhookIDTests {
    @Test(arguments: [
        "msg_p5jXN8AQM9LWM0D4loKWxJek", "msg_01JD9ZK3V7T8", "a", "~!", String(repeating: "x", count: 256),
    ])
    func `printable ASCII is an id`(text: String) {
        #expect(WebhookID(text)?.text == text)
    }

    @Test(arguments: [
        "", "a b", "a.b", "a\r\nx-evil: 1", "a\tb", "a\u{7F}", "é", "中", String(repeating: "x", count: 257),
    ])
    func `what could split a header or a signature is no id`(text: String) {
        #expect(WebhookID(text) == nil)
    }
}
