// SPDX-License-Identifier: Apache-2.0

/// Carries requests to receivers and says what came back.
///
/// The port through which the daemon reaches the network. An adapter sends each request exactly as given, follows no
/// redirect and repeats nothing by itself: whether and when to try again is ``RetryPolicy``'s decision.
package protocol Courier: Sendable {
    /// Sends all requests at once and returns what became of each, in the order of the requests.
    ///
    /// Never throws: a request that could not be sent has an outcome too. When the calling task is cancelled, the
    /// requests still under way end as ``TransportFailure/cancelled``; the receiver may have got them all the same.
    func deliver(_ requests: [OutgoingRequest]) async -> [DeliveryOutcome]
}
