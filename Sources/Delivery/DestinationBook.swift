// SPDX-License-Identifier: Apache-2.0

internal import CCurl
internal import Channels

/// Knows which host a request's address means, and whether a request may go there.
///
/// Addresses are taken apart by libcurl's own parser, so that what is checked is what is connected to.
struct DestinationBook {
    private struct Destination {
        let host: String
        let isEncrypted: Bool
    }

    /// How many addresses are remembered; a trial has a handful of receivers.
    private static let rememberedMax = 256
    private var remembered: [String: Destination?] = [:]

    /// Scheme, host and port of the request's address; nil when a request may not go there.
    mutating func host(of request: OutgoingRequest) -> String? {
        let destination: Destination?
        if let known = remembered[request.url] {
            destination = known
        } else {
            if remembered.count >= Self.rememberedMax { remembered = [:] }
            destination = Self.destination(of: request.url)
            remembered[request.url] = .some(destination)
        }
        guard let destination, destination.isEncrypted || request.allowsHTTP else { return nil }
        return destination.host
    }

    private static func destination(of url: String) -> Destination? {
        guard let parser = curl_url() else { return nil }
        defer { curl_url_cleanup(parser) }
        let disallowUser = UInt32(CURLU_DISALLOW_USER)
        guard curl_url_set(parser, CURLUPART_URL, url, disallowUser) == CURLUE_OK else { return nil }
        guard let scheme = part(CURLUPART_SCHEME, of: parser), ["https", "http"].contains(scheme) else { return nil }
        guard let host = part(CURLUPART_HOST, of: parser), !host.isEmpty else { return nil }
        guard let port = part(CURLUPART_PORT, of: parser) else { return nil }
        return Destination(host: "\(scheme)://\(host.lowercased()):\(port)", isEncrypted: scheme == "https")
    }

    private static func part(_ part: CURLUPart, of parser: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(parser, part, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
