// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

extension QualityList {
    init(_ source: DigestSource) {
        let sites = Dictionary(source.summaries.map { ($0.subject, $0.site) }) { first, _ in first }
        let all = source.qualityFlags.map { QualityFlag(site: sites[$0.subject] ?? "", flag: $0) }
        let byReason = Dictionary(grouping: all, by: \.flag.defect.reason)
        reasons = byReason.map { reason, flags in
            QualityLine(
                reason: reason, flags: flags.count, subjects: Set(flags.map(\.flag.subject)).count,
                sites: Dictionary(grouping: flags, by: \.site)
                    .map { SiteCount(site: $0.key, flags: $0.value.count) }
                    .sorted { $0.site < $1.site })
        }.sorted { ($1.flags, $0.reason.rawValue) < ($0.flags, $1.reason.rawValue) }
        flags = Array(all.sorted { $0.order < $1.order }.prefix(source.limits.flagsMax))
        total = all.count
    }
}

extension QualityFlag {
    fileprivate var order: (String, String, String, String, String) {
        let defect = flag.defect
        return (site, flag.subject, defect.key?.text ?? "", defect.variable, defect.reason.rawValue)
    }
}
