// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The human part of a message's body.
struct MessageText: Decodable {
    private struct Content: Decodable {
        var text: String?
        var alerts: [Content]?
        var count: Int?
        var study: String?
    }

    private var content: Content

    private enum CodingKeys: String, CodingKey {
        case content = "data"
    }

    /// Reads a body; nil when it is not one of ours.
    init(body: [UInt8]) {
        content = (try? JSONDecoder().decode(MessageText.self, from: Data(body)).content) ?? Content()
    }

    /// The text of an alert, or the first lines of each alert of a summary.
    var text: String? {
        guard let alerts = content.alerts else { return content.text }
        let lines = alerts.compactMap { $0.text?.split(separator: "\n").prefix(2).joined(separator: " · ") }
        let count = content.count ?? alerts.count
        return
            (["[SUMMARY] \(content.study ?? ""): \(count) alerts stood when monitoring began or rules changed"]
            + lines.map { "  \($0)" }).joined(separator: "\n")
    }
}
