// SPDX-License-Identifier: Apache-2.0

/// Where a receiver is reached, and how; its description tells nothing, because a robot's address holds its token.
package struct ReceiverAddress: Sendable {
    /// The absolute address.
    package var url: String
    /// Whether plain `http:` is permitted.
    package var allowsHTTP: Bool
    /// What `user-agent` says after `vigil/`.
    package var softwareVersion: String
    /// How long one exchange may take, connecting included.
    package var totalTimeoutMilliseconds: Int

    /// An address; exchanges may take 15 s.
    package init(url: String, allowsHTTP: Bool, softwareVersion: String, totalTimeoutMilliseconds: Int = 15_000) {
        self.url = url
        self.allowsHTTP = allowsHTTP
        self.softwareVersion = softwareVersion
        self.totalTimeoutMilliseconds = totalTimeoutMilliseconds
    }

    /// The request that posts a JSON text under a message's permanent name.
    ///
    /// - Parameter parameters: query parameters, already percent-encoded, that the address has besides its own.
    func post(
        _ json: String, of id: WebhookID, parameters: [(name: String, value: String)] = [],
        headers: [(name: String, value: String)] = []
    ) -> OutgoingRequest {
        var target = url
        for parameter in parameters {
            target += "\(target.contains("?") ? "&" : "?")\(parameter.name)=\(parameter.value)"
        }
        return OutgoingRequest(
            url: target,
            headers: [(SignatureVerdict.Header.id.rawValue, id.text)] + headers + [
                ("content-type", "application/json"), ("user-agent", "vigil/\(softwareVersion)"),
            ],
            body: Array(json.utf8), totalTimeoutMilliseconds: totalTimeoutMilliseconds, allowsHTTP: allowsHTTP)
    }
}

extension ReceiverAddress: CustomStringConvertible, CustomReflectable {
    /// Says that here is an address, and no more.
    package var description: String { "an address" }

    /// No children, so that a dump shows no more than the description.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
