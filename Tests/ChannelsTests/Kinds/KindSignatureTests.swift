// SPDX-License-Identifier: Apache-2.0

import Channels
import Foundation
import Testing

struct KindSignatureTests {
    @Test func `Feishu's signature has timestamp and secret in the key, and stands in the body`() throws {
        let secret = try #require(ReceiverSecret("demo\n"))
        let signature = "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8="
        #expect(FeishuSignature.sign(timestamp: 1_599_360_473, secret: secret) == signature)

        let receiver = FeishuReceiver(at: KindFixtures.address(), secret: secret, manner: KindFixtures.english)
        let request = receiver.request(for: try KindFixtures.message("a"), now: 1_599_360_473)
        let body = try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
        #expect(body?["timestamp"] as? String == "1599360473")
        #expect(body?["sign"] as? String == signature)
        #expect(request.url == KindFixtures.address().url)
    }

    @Test func `DingTalk's signature has them in the message, and stands in the address`() throws {
        let secret = try #require(ReceiverSecret("this is secret"))
        #expect(
            DingTalkSignature.sign(milliseconds: 1_577_262_236_757, secret: secret)
                == "hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=")
        #expect(
            DingTalkSignature.parameter(milliseconds: 1_577_262_236_757, secret: secret)
                == "hmPWwU%2B7lVdm3ZZz0r9tSfx0L4Q26jWOZr9%2BGs6EZQM%3D")
        #expect(
            DingTalkSignature.percentEncoded("TSZbRFUuvaSQaRKUpF970OPCb2/LcQAP3wOvwZIzBZk=")
                == "TSZbRFUuvaSQaRKUpF970OPCb2%2FLcQAP3wOvwZIzBZk%3D")
        let receiver = DingTalkReceiver(at: KindFixtures.address(), secret: secret, manner: KindFixtures.english)
        let first = receiver.request(for: try KindFixtures.message("a"), now: 1_577_262_236).url
        let parameter = DingTalkSignature.parameter(milliseconds: 1_577_262_236_000, secret: secret)
        #expect(first == "https://robot.example/hook?key=token&timestamp=1577262236000&sign=\(parameter)")
        #expect(!parameter.contains { "+/=".contains($0) })
        #expect(first != receiver.request(for: try KindFixtures.message("a"), now: 1_577_262_237).url)
    }

    @Test func `an address without parameters begins them with a question mark`() throws {
        let secret = try #require(ReceiverSecret("s"))
        let receiver = DingTalkReceiver(
            at: KindFixtures.address("https://robot.example/send"), secret: secret, manner: KindFixtures.english)
        let url = receiver.request(for: try KindFixtures.message("a"), now: 1).url
        #expect(url.hasPrefix("https://robot.example/send?timestamp=1000&sign="))
    }

    @Test func `robots without a signature check get none`() throws {
        let message = try KindFixtures.message("a")
        let feishu = FeishuReceiver(at: KindFixtures.address(), secret: nil, manner: KindFixtures.english)
        #expect(!String(decoding: feishu.request(for: message, now: 1).body, as: UTF8.self).contains("sign"))
        let dingTalk = DingTalkReceiver(at: KindFixtures.address(), secret: nil, manner: KindFixtures.english)
        #expect(dingTalk.request(for: message, now: 1).url == KindFixtures.address().url)
    }

    @Test(arguments: ["", "  \n", "a\nb", "中文", String(repeating: "x", count: 513), "a\u{7}b"])
    func `what is no secret is none`(text: String) {
        #expect(ReceiverSecret(text) == nil)
    }

    @Test func `neither secret nor address tells itself`() throws {
        let secret = try #require(ReceiverSecret("SEC0123456789"))
        var dumped = ""
        dump(secret, to: &dumped)
        dump(KindFixtures.address(), to: &dumped)
        dump(DingTalkReceiver(at: KindFixtures.address(), secret: secret, manner: KindFixtures.english), to: &dumped)
        dumped += "\(secret) \(KindFixtures.address())"
        #expect(!dumped.contains("SEC0123") && !dumped.contains("token") && !dumped.contains("robot.example"))
    }
}
