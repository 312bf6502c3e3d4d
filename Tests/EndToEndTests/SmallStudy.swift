// SPDX-License-Identifier: Apache-2.0

import Storage
import Trial

/// A study of a few subjects in two arms: platelets, neuropathy, and one stopping rule.
enum SmallStudy {
    static let study = "S1"

    static let subjects = (1...12).map { "S1-\($0 < 10 ? "0" : "")\($0)" }

    static let protocolText = """
        study: S1
        title: A small trial
        ctcae: "5.0"
        time_zone: Asia/Shanghai
        monitoring_from: 2020-01-01
        retractions_max_per_pass: 1000
        arms:
          - {code: IXA, name: Ixazomib}
          - {code: LEN, name: Lenalidomide}
        term_groups:
          - {id: neuropathy, terms: [Neuropathy peripheral]}
        rules:
          - id: platelet-hold
            title: Platelets below 30
            count: {test: PLAT, unit: 10^9/L, below: 30}
            ends_when: {at_least: 50, days_above_cut: 3}
            levels:
              - {below: 10, severity: critical}
              - {severity: urgent, action: Withhold.}
            source: Made for tests
            verified: true
            runbook: platelet-hold
          - id: neuropathy
            title: Peripheral neuropathy
            event: {group: neuropathy, grade_at_least: 2}
            ends_when: {days_without_restart: 7}
            levels:
              - {grade_at_least: 3, severity: urgent}
              - {severity: daily}
            source: Made for tests
            verified: true
            runbook: neuropathy
        stopping_rules:
          - id: arm-neuropathy
            title: Neuropathy of grade 3
            arms: [IXA, LEN]
            event: {group: neuropathy, any_of: [{grade_at_least: 3}]}
            window_days: 100
            boundary: {method: pocock, p0: 0.2, p1: 0.6, alpha: 0.1, first_look: 2, subjects_max: 12}
            role: formal
            source: Made for tests
            verified: true
            runbook: stopping-boundary

        """

    /// Every subject's demographics and first dose; odd ones are in one arm, even ones in the other.
    static func enrolment() -> [SDTMRow] {
        zip(subjects, 1...).flatMap { subject, number in
            [
                row(.dm, subject, ["SITEID": "0\(number % 3)", "ARMCD": number % 2 == 0 ? "LEN" : "IXA"]),
                row(.ex, subject, ["EXTRT": "STUDY DRUG", "EXSTDTC": "2023-01-02", "EXENDTC": "2023-06-01"]),
            ]
        }
    }

    /// A platelet count in 10^9/L unless another unit is named, at one of the visits from 1.
    static func platelets(_ subject: String, visit: Int, _ count: Int, unit: String = "10^9/L") -> SDTMRow {
        row(
            .lb, subject,
            [
                "LBTESTCD": "PLAT", "LBSPEC": "BLOOD", "LBDTC": "2023-02-\(9 + visit)", "VISITNUM": "\(visit)",
                "LBSTRESN": "\(count)", "LBORRES": "\(count)", "LBSTRESU": unit,
            ])
    }

    /// Neuropathy that began at one of the visits from 1.
    static func neuropathy(_ subject: String, visit: Int, grade: Int, end: String = "") -> SDTMRow {
        row(
            .ae, subject,
            [
                "AETERM": "Numb feet", "AEDECOD": "Neuropathy peripheral", "AESTDTC": "2023-03-\(9 + visit)",
                "AETOXGR": "\(grade)", "AEENDTC": end,
            ])
    }

    private static func row(_ domain: Domain, _ subject: String, _ values: [String: String]) -> SDTMRow {
        SDTMRow(domain: domain, values: values.merging(["STUDYID": study, "USUBJID": subject]) { $1 })
    }
}
