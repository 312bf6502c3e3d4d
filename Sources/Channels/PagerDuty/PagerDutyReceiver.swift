// SPDX-License-Identifier: Apache-2.0

package import Rules

/// PagerDuty's Events API, version 2: an incident for each alert, which the alert's end resolves.
package struct PagerDutyReceiver: MessageReceiver {
    private let address: ReceiverAddress
    private let routingKey: ReceiverSecret
    private let language: Language

    /// Where events go unless the account lives in another region.
    package static let url = "https://events.pagerduty.com/v2/enqueue"
    /// How many characters a routing key has.
    package static let routingKeyLength = 32

    /// A receiver with the integration's routing key.
    package init(at address: ReceiverAddress, routingKey: ReceiverSecret, language: Language) {
        self.address = address
        self.routingKey = routingKey
        self.language = language
    }

    /// The request of one attempt.
    package func request(for message: WebhookMessage, now: Int64) -> OutgoingRequest {
        let content = MessageContent(message, language: language)
        return address.post(PagerDutyEvent.json(content, routingKey: routingKey, language: language), of: message.id)
    }

    /// What an attempt's outcome means: only 202 with the status `success` is delivery.
    ///
    /// A repeat after an unclear answer does no harm, since events of one alert share their `dedup_key`.
    /// Source: developer.pagerduty.com, "Send an alert event", responses.
    package func verdict(on outcome: DeliveryOutcome) -> Verdict {
        outcome.judged { answer in
            guard (200...299).contains(answer.status) else { return answer.statusVerdict }
            let isSuccess = answer.status == 202 && answer.read(Answer.self)?.status == "success"
            return isSuccess ? .delivered(.accepted) : answer.unreadable
        }
    }

    private struct Answer: Decodable {
        var status: String?
    }
}
