// SPDX-License-Identifier: Apache-2.0

/// One receiver of any kind: makes its requests and judges what it answered.
///
/// A value without clock or socket. The message persists; envelope, timestamp and signature are made for each attempt.
package protocol MessageReceiver: Sendable {
    /// The request of one attempt.
    ///
    /// - Parameter now: seconds since 1970 in UTC, for timestamp and signature.
    func request(for message: WebhookMessage, now: Int64) -> OutgoingRequest

    /// What an attempt's outcome means.
    func verdict(on outcome: DeliveryOutcome) -> Verdict
}
