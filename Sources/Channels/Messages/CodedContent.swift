// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Trial

extension AlertBody {
    /// What only recipients with coded payload get: the pseudonym, grades and values.
    struct Coded: Encodable {
        var subject: String?
        var arm: String?
        var reasons: [String]
        var finding: String
        var grade: Int?
        var ctcae: String
        var onset: String?
        var end: String?
        var cycle: Int?
        var cycleDay: Int?
        var normalLower: Double?
        var normalUpper: Double?
        var previous: String?
        var previousGrade: Int?
        var rule: String
        var ruleVersion: String
        var ruleTitle: String
        var source: String
        var verified: Bool
        var action: String?
        var dose: String?
        var doseWithheld: Bool
        var doses: [String]
        var prophylaxis: [String]
        var coFactors: [String]
        var uncertainties: [String]
        var corrections: [CorrectedRow]
        var correctionsMore: Int
        var evidence: [String]
        var evidenceMore: Int
        var runbook: String

        init(_ body: AlertBody, rowsMax: Int) {
            let episode = body.change.alert.episode
            let language = body.recipient.language
            switch body.change.alert.scope {
            case .subject(let code): subject = code
            case .arm(let code): arm = code
            case .system: break
            }
            reasons = body.change.reasons.map(\.rawValue)
            finding = body.finding
            grade = episode.finding.grade
            ctcae = body.ctcae
            onset = episode.onset?.description
            end = episode.end?.description
            let around = body.change.alert.circumstances ?? Circumstances()
            if let code = around.arm { arm = code }
            // A field has no room for a doubt, which the text tells.
            if case .cycle(let number, let day, true)? = around.place { (cycle, cycleDay) = (number, day) }
            (normalLower, normalUpper) = (around.normal?.lower, around.normal?.upper)
            previous = around.before.map { $0.reading(in: language).clipped }
            previousGrade = around.before?.grade
            rule = episode.rule
            ruleVersion = episode.ruleVersion
            ruleTitle = body.rule.title.text(in: language)
            source = body.rule.source
            verified = body.rule.isVerified
            action = episode.proposal?.action?.text(in: language)
            dose = episode.proposal?.doseWords?.text(in: language)
            doseWithheld = episode.proposal?.doseWithheld ?? false
            doses = around.drugs.map { $0.words(in: language) }
            prophylaxis = around.covers.map { $0.words(in: language) }
            coFactors = (around.coFactors ?? []).map { $0.words(in: language) }
            uncertainties = episode.uncertainties.sorted().map(\.rawValue)
            corrections = body.change.corrections.prefix(rowsMax).map {
                CorrectedRow(row: body.name(of: $0.key), before: $0.before.clipped, after: $0.after?.clipped)
            }
            correctionsMore = body.change.corrections.count - corrections.count
            evidence = episode.evidence.prefix(rowsMax).map { "\(body.name(of: $0.key)): \($0.reading.clipped)" }
            evidenceMore = episode.evidence.count - evidence.count
            runbook = body.rule.runbook
        }
    }

    /// A row that said one thing and says another now.
    struct CorrectedRow: Encodable {
        var row: String
        var before: String
        var after: String?
    }
}
