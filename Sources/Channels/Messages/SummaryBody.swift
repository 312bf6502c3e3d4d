// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Trial

/// What is told of many changes at once: the first day, or a changed configuration.
///
/// It counts them all and names the gravest, each in two lines; the rest is in the ledger.
struct SummaryBody {
    /// Alerts and sites that are named one by one.
    private static let namedMax = 20

    let study: String
    private let bodies: [AlertBody]
    private let wording: Wording

    /// - Parameter bodies: one for each alert, in any order.
    init(study: String, bodies: [AlertBody], language: Language) {
        self.study = study
        self.bodies = bodies.sorted { $0.change.alert.precedesInSummary($1.change.alert) }
        wording = Wording(language: language)
    }

    struct Content: Encodable {
        var study: String
        var count: Int
        var severities: [String: Int]
        var sites: [String: Int]
        var alerts: [Line]
        var more: Int
        var text: String
    }

    struct Line: Encodable {
        var alertId: String
        var severity: String
        var site: String
        var text: String
    }

    func json(at now: Timestamp) -> String {
        fitting(SummaryBody.namedMax) { named in
            encode(Envelope(type: "vigil.summary", timestamp: now.description, content: content(naming: named)))
        }
    }

    private func content(naming namedMax: Int) -> Content {
        let lines = bodies.prefix(namedMax).map { body in
            let alert = body.change.alert
            return Line(
                alertId: alert.id.text, severity: alert.episode.severity.rawValue, site: alert.site.clipped,
                text: AlertText(body).brief.joined(separator: "\n"))
        }
        let severities = Dictionary(grouping: bodies) { $0.change.alert.episode.severity }.mapValues(\.count)
        let sites = countedSites(max: namedMax)
        let more = bodies.count - lines.count
        let counts = [
            Severity.allCases.reversed().compactMap { severity in
                severities[severity].map { (name: wording.severity(severity), count: $0) }
            },
            sites.map { (name: wording.site($0.code), count: $0.count) },
        ].filter { !$0.isEmpty }.map(wording.counts)
        let text =
            [wording.summary(study, count: bodies.count)] + counts + lines.map(\.text)
            + (more > 0 ? [wording.moreInList(more)] : [])
        return Content(
            study: study, count: bodies.count,
            severities: Dictionary(uniqueKeysWithValues: severities.map { ($0.key.rawValue, $0.value) }),
            sites: Dictionary(sites.map { ($0.code, $0.count) }) { $0 + $1 },
            alerts: lines, more: more, text: text.joined(separator: "\n"))
    }

    /// The sites with the most alerts; arms and the monitor have none.
    private func countedSites(max: Int) -> [(code: String, count: Int)] {
        let sites = bodies.map(\.change.alert.site).filter { !$0.isEmpty }
        let counts = Dictionary(grouping: sites) { $0.clipped }.map { (code: $0.key, count: $0.value.count) }
        return Array(counts.sorted { ($1.count, $0.code) < ($0.count, $1.code) }.prefix(max))
    }
}

extension Alert {
    fileprivate func precedesInSummary(_ other: Alert) -> Bool {
        guard episode.severity == other.episode.severity else { return episode.severity > other.episode.severity }
        return (site, id.text) < (other.site, other.id.text)
    }
}
