// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Foundation
import Rules
import Settings
import Statistics
import Trial

/// What `vigil check` found, for programs.
struct CheckDocument: Encodable {
    /// A fault or a warning, and where it stands.
    struct Place: Encodable {
        var file: String
        var line: Int
        var column: Int
        var path: String
        var found: String
        var hint: String

        init(_ fault: ConfigurationFault) {
            (file, line, column) = (fault.file, fault.line, fault.column)
            (path, found, hint) = (fault.path, fault.found, fault.hint)
        }
    }

    struct Pack: Encodable {
        var id: String
        var title: String
        var source: String
        var rules: [String]
    }

    struct Rule: Encodable {
        var id: String
        var formerly: [String]
        var watches: String
        var tells: [String]
        var version: String
        var verified: Bool
        var runbook: String
    }

    struct StoppingRule: Encodable {
        var id: String
        var formerly: [String]
        var arms: [String]
        var role: String
        var version: String
        var verified: Bool
        var method: String
        var counting: String
        var p0: Double
        var alpha: Double
        var attainedAlpha: Double
        var windowDays: Int
        var runbook: String
    }

    struct Study: Encodable {
        var study: String
        var title: String
        var ctcae: String
        var timeZone: String
        var monitoringFrom: String
        var version: String
        var packs: [Pack]
        var rules: [Rule]
        var stoppingRules: [StoppingRule]
        var doseProposalsWithheld: [String]
        var unverified: [String]
    }

    var configuration: String
    var faults: [Place]
    var warnings: [Place] = []
    var studies: [Study] = []
    /// What would become of standing alerts; absent where no ledger was named.
    var against: [LedgerComparison]?

    init(_ configuration: String, faults: [ConfigurationFault]) {
        self.configuration = configuration
        self.faults = faults.map(Place.init)
    }

    init(_ configuration: String, _ settings: Settings, _ against: [LedgerComparison]?) {
        self.init(configuration, faults: [])
        warnings = settings.warnings.map(Place.init)
        studies = settings.studies.map { Study($0.protocol) }
        self.against = against
    }

    /// The document as JSON, keys in alphabetical order.
    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension CheckDocument.Study {
    fileprivate init(_ studyProtocol: StudyProtocol) {
        study = studyProtocol.study
        title = studyProtocol.title
        ctcae = studyProtocol.ctcae.rawValue
        timeZone = studyProtocol.timeZone
        monitoringFrom = studyProtocol.monitoringFrom.description
        version = studyProtocol.version
        packs = studyProtocol.packs.map { .init(id: $0.id, title: $0.title, source: $0.source, rules: $0.rules) }
        rules = studyProtocol.subjectRules.map { rule in
            .init(
                id: rule.id, formerly: rule.formerly, watches: rule.condition.name,
                tells: rule.severities.map(\.rawValue), version: rule.version, verified: rule.verified,
                runbook: rule.runbook)
        }
        stoppingRules = studyProtocol.armRules.map { rule in
            .init(
                id: rule.id, formerly: rule.formerly, arms: rule.arms, role: rule.role.rawValue, version: rule.version,
                verified: rule.verified, method: rule.boundary.methodName,
                counting: rule.boundary.counting.rawValue, p0: rule.boundary.nullProbability,
                alpha: rule.boundary.alpha,
                attainedAlpha: rule.boundary.attainedAlpha, windowDays: rule.windowDays, runbook: rule.runbook)
        }
        doseProposalsWithheld = studyProtocol.withholdingDoses
        unverified = studyProtocol.unverified
    }
}
