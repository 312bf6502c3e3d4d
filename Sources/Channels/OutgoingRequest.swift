// SPDX-License-Identifier: Apache-2.0

/// One POST as it leaves: address, header fields and the very bytes that were signed.
///
/// Its description tells neither address nor contents, because a chat group's webhook address is itself a secret and
/// a body may hold subject codes.
package struct OutgoingRequest: Sendable {
    /// The receiver's absolute address, `https://…`.
    package var url: String
    /// Header fields in the order they are sent; the transport adds only `Host` and `Content-Length`.
    package var headers: [(name: String, value: String)]
    /// The body, sent byte for byte.
    package var body: [UInt8]
    /// How long connecting may take, TLS handshake included, in milliseconds.
    package var connectTimeoutMilliseconds: Int
    /// How long the whole exchange may take once it has begun, in milliseconds.
    package var totalTimeoutMilliseconds: Int
    /// Whether plain `http:` is permitted; only the operator's explicit setting makes it so.
    package var allowsHTTP: Bool

    /// A request with the given parts; the timeouts default to 5 s and 15 s.
    package init(
        url: String,
        headers: [(name: String, value: String)],
        body: [UInt8],
        connectTimeoutMilliseconds: Int = 5_000,
        totalTimeoutMilliseconds: Int = 15_000,
        allowsHTTP: Bool = false
    ) {
        self.url = url
        self.headers = headers
        self.body = body
        self.connectTimeoutMilliseconds = connectTimeoutMilliseconds
        self.totalTimeoutMilliseconds = totalTimeoutMilliseconds
        self.allowsHTTP = allowsHTTP
    }

    /// The value of the first header field of this name, whatever its letter case; nil when there is none.
    package func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }
}

extension OutgoingRequest: CustomStringConvertible, CustomReflectable {
    /// The size of the request only.
    package var description: String { "POST of \(body.count) bytes" }

    /// No children, so that a dump shows no more than the description.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
