// SPDX-License-Identifier: Apache-2.0

/// A custom robot of DingTalk; whether a message arrived stands in the body of a status 200.
package struct DingTalkReceiver: MessageReceiver {
    private let address: ReceiverAddress
    private let secret: ReceiverSecret?
    private let manner: ChatManner

    /// A receiver; with a secret where the robot's signature check is on.
    package init(at address: ReceiverAddress, secret: ReceiverSecret?, manner: ChatManner) {
        self.address = address
        self.secret = secret
        self.manner = manner
    }

    /// The request of one attempt, signed in its address.
    package func request(for message: WebhookMessage, now: Int64) -> OutgoingRequest {
        let content = MessageContent(message, language: manner.language)
        let seal = secret.map { secret in
            let milliseconds = now * 1_000
            return [
                (name: "timestamp", value: String(milliseconds)),
                (name: "sign", value: DingTalkSignature.parameter(milliseconds: milliseconds, secret: secret)),
            ]
        }
        return address.post(DingTalkBody.json(content, manner: manner), of: message.id, parameters: seal ?? [])
    }

    /// How long the robot takes nothing after more than 20 messages in a minute.
    private static let penaltySeconds = 600

    /// What an attempt's outcome means: `errcode` 0 is delivery.
    ///
    /// Source: open.dingtalk.com, "Custom robot access", error codes.
    package func verdict(on outcome: DeliveryOutcome) -> Verdict {
        outcome.judged { answer in
            let robot = answer.read(RobotAnswer.self)
            if let robot, let verdict = Self.verdict(on: robot, answer) { return verdict }
            guard (200...299).contains(answer.status) else { return answer.statusVerdict }
            guard let robot else { return answer.unreadable }
            return robot.code == 0
                ? .delivered(.accepted) : .retry(.unknownCode(robot.code), afterSeconds: answer.retryAfterSeconds)
        }
    }

    private static func verdict(on robot: RobotAnswer, _ answer: ReceiverAnswer) -> Verdict? {
        switch robot.code {
        case -1: .retry(.busy, afterSeconds: answer.retryAfterSeconds)
        case 130101, 410100: .retry(.rateLimited, afterSeconds: answer.retryAfterSeconds ?? penaltySeconds)
        case 300005, 400101, 400102, 400013: .permanent(.robotGone)
        case 310000: .permanent(securitySetting(robot.message))
        case 40035, 43004: .permanent(.contentRefused)
        default: nil
        }
    }

    /// Which of the three security settings refuses a message stands in the words alone.
    private static func securitySetting(_ message: String) -> Verdict.PermanentReason {
        let words = message.lowercased()
        if words.contains("keyword") || words.contains("关键词") { return .keywordMissing }
        if words.contains("sign") || words.contains("timestamp") || words.contains("签名") { return .signatureRefused }
        if words.contains("whitelist") || words.contains("白名单") || words.contains("ip ") { return .senderRefused }
        return .securityRefused
    }
}
