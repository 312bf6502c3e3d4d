// SPDX-License-Identifier: Apache-2.0

/// A custom bot of Feishu or Lark; whether a message arrived stands in the body of a status 200.
package struct FeishuReceiver: MessageReceiver {
    private let address: ReceiverAddress
    private let secret: ReceiverSecret?
    private let manner: ChatManner

    /// A receiver; with a secret where the bot's signature check is on.
    package init(at address: ReceiverAddress, secret: ReceiverSecret?, manner: ChatManner) {
        self.address = address
        self.secret = secret
        self.manner = manner
    }

    /// The request of one attempt, signed in its body.
    package func request(for message: WebhookMessage, now: Int64) -> OutgoingRequest {
        let content = MessageContent(message, language: manner.language)
        let seal = secret.map { secret in
            FeishuCard.Seal(timestamp: String(now), sign: FeishuSignature.sign(timestamp: now, secret: secret))
        }
        return address.post(FeishuCard.json(content, manner: manner, seal: seal), of: message.id)
    }

    /// What an attempt's outcome means: `code` 0 is delivery, or the older `StatusCode` where there is no `code`.
    ///
    /// Source: open.feishu.cn, "Custom bot usage guide", error codes.
    package func verdict(on outcome: DeliveryOutcome) -> Verdict {
        outcome.judged { answer in
            let read = answer.read(Answer.self)
            let code = read?.code ?? read?.olderCode
            if let code, code != 0, let verdict = Self.verdict(onCode: code, answer) { return verdict }
            guard (200...299).contains(answer.status) else { return answer.statusVerdict }
            guard let code else { return answer.unreadable }
            return code == 0
                ? .delivered(.accepted) : .retry(.unknownCode(code), afterSeconds: answer.retryAfterSeconds)
        }
    }

    private static func verdict(onCode code: Int, _ answer: ReceiverAnswer) -> Verdict? {
        switch code {
        case 9499: .permanent(.contentRefused)
        case 11232: .retry(.rateLimited, afterSeconds: answer.retryAfterSeconds)
        case 19001: .permanent(.robotGone)
        case 19021: .permanent(.signatureRefused)
        case 19022: .permanent(.senderRefused)
        case 19024: .permanent(.keywordMissing)
        default: nil
        }
    }

    private struct Answer: Decodable {
        var code: Int?
        var olderCode: Int?

        enum CodingKeys: String, CodingKey {
            case code
            case olderCode = "StatusCode"
        }
    }
}
