// SPDX-License-Identifier: Apache-2.0

/// A group robot of WeCom; whether a message arrived stands in the body of a status 200.
package struct WeComReceiver: MessageReceiver {
    private let address: ReceiverAddress
    private let manner: ChatManner

    /// A receiver; the key in its address is its only secret.
    package init(at address: ReceiverAddress, manner: ChatManner) {
        self.address = address
        self.manner = manner
    }

    /// The request of one attempt.
    package func request(for message: WebhookMessage, now: Int64) -> OutgoingRequest {
        let content = MessageContent(message, language: manner.language)
        return address.post(WeComBody.json(content, manner: manner), of: message.id)
    }

    /// The span in which a robot takes 20 messages.
    private static let rateSpanSeconds = 60

    /// What an attempt's outcome means: `errcode` 0 is delivery.
    ///
    /// Source: developer.work.weixin.qq.com, "Group robots", and its global error codes.
    package func verdict(on outcome: DeliveryOutcome) -> Verdict {
        outcome.judged { answer in
            let robot = answer.read(RobotAnswer.self)
            if let robot, let verdict = Self.verdict(onCode: robot.code, answer) { return verdict }
            guard (200...299).contains(answer.status) else { return answer.statusVerdict }
            guard let robot else { return answer.unreadable }
            return robot.code == 0
                ? .delivered(.accepted) : .retry(.unknownCode(robot.code), afterSeconds: answer.retryAfterSeconds)
        }
    }

    private static func verdict(onCode code: Int, _ answer: ReceiverAnswer) -> Verdict? {
        switch code {
        case -1: .retry(.busy, afterSeconds: answer.retryAfterSeconds)
        case 45009: .retry(.rateLimited, afterSeconds: answer.retryAfterSeconds ?? rateSpanSeconds)
        case 93000: .permanent(.robotGone)
        case 40058: .permanent(.contentTooLarge)
        case 44004: .permanent(.contentRefused)
        default: nil
        }
    }
}
