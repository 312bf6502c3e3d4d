// SPDX-License-Identifier: Apache-2.0

package import Trial

/// The seriousness flags of AE.
private let seriousnessFlags: [(AdverseEventColumn, SeriousnessCriteria)] = [
    (.aescan, .cancer), (.aescong, .congenitalAnomaly), (.aesdisab, .disability), (.aesdth, .death),
    (.aeshosp, .hospitalisation), (.aeslife, .lifeThreatening), (.aesmie, .medicallyImportant),
]

extension SDTMReading {
    /// The row as demographics (SDTM DM).
    package mutating func demographics() -> Demographics {
        typealias Column = DemographicsColumn
        return Demographics(
            key: key, site: text(Column.siteid), arm: text(Column.armcd), actualArm: text(Column.actarmcd),
            sex: text(Column.sex), age: number(Column.age), consented: date(Column.rficdtc),
            referenceStart: date(Column.rfstdtc), died: date(Column.dthdtc),
            pneumocystisRisk: answer(Column.pjprisk))
    }

    /// The row as a laboratory result (SDTM LB).
    ///
    /// A row without a standardised result is read from the original result with the original unit and limits, so
    /// that a value never meets limits of another unit.
    package mutating func labResult() -> LabResult {
        typealias Column = LabColumn
        let standard = number(Column.lbstresn)
        let character = standard == nil ? text(Column.lbstresc) : ""
        let isOriginal = standard == nil && character.isEmpty
        let value =
            standard.map(LabResult.Value.number)
            ?? LabResult.Value(reported: isOriginal ? text(Column.lborres) : character)
        let collected = date(Column.lbdtc)
        if collected == nil, value != .missing, isBlank(Column.lbdtc) { report(.missingValue, Column.lbdtc) }
        let test = coded(Column.lbtestcd)
        if test.isEmpty { report(.missingValue, Column.lbtestcd) }
        let isBaseline = text(Column.lblobxfl) == "Y" || text(Column.lbblfl) == "Y"
        return LabResult(
            key: key, sequence: sequence(), test: test, category: text(Column.lbcat), specimen: text(Column.lbspec),
            collected: collected, value: value, unit: text(isOriginal ? Column.lborresu : Column.lbstresu),
            lowerLimit: number(isOriginal ? Column.lbornrlo : Column.lbstnrlo),
            upperLimit: number(isOriginal ? Column.lbornrhi : Column.lbstnrhi),
            rangeIndicator: text(Column.lbnrind), isBaseline: isBaseline, isFasting: isFasting(),
            visit: text(Column.visit))
    }

    private func isFasting() -> Bool? {
        switch answer(LabColumn.lbfast) {
        case .yes: true
        case .no: false
        case .unknown: nil
        }
    }

    /// The row as an adverse event (SDTM AE).
    package mutating func adverseEvent() -> AdverseEvent {
        typealias Column = AdverseEventColumn
        let fatal = answer(Column.aesdth)
        // A flag that contradicts AESER must not hide a serious event.
        let criteria = seriousness()
        return AdverseEvent(
            key: key, sequence: sequence(), reportedTerm: text(Column.aeterm), lowestLevelTerm: text(Column.aellt),
            preferredTerm: text(Column.aedecod), bodySystem: text(Column.aebodsys), grade: grade(),
            severity: coded(Column.aesev), serious: criteria.isEmpty ? answer(Column.aeser) : .yes,
            fatal: coded(Column.aeout) == "FATAL" ? .yes : fatal, hospitalised: answer(Column.aeshosp),
            lifeThreatening: answer(Column.aeslife), seriousness: criteria, causality: text(Column.aerel),
            actionTaken: text(Column.aeacn), outcome: text(Column.aeout), pain: answer(Column.aepain),
            disseminated: answer(Column.aediss), start: date(Column.aestdtc), end: date(Column.aeendtc),
            expected: answer(Column.aeexpect), reporting: reportingDates(), statedSerious: answer(Column.aeser))
    }

    private mutating func reportingDates() -> ReportingDates {
        typealias Column = AdverseEventColumn
        return ReportingDates(
            aware: date(Column.aeawdtc), collected: date(Column.aedtc), toSponsor: date(Column.aespdtc),
            toAuthority: date(Column.aerpdtc), completed: date(Column.aecpdtc))
    }

    private mutating func grade() -> Int? {
        switch SDTMNumber(text: text(AdverseEventColumn.aetoxgr)) {
        case .absent: return nil
        case .number(let number):
            if let grade = Int(exactly: number), (1...5).contains(grade) { return grade }
        case .unreadable: break
        }
        report(.impossibleGrade, AdverseEventColumn.aetoxgr)
        return nil
    }

    private func seriousness() -> SeriousnessCriteria {
        var criteria: SeriousnessCriteria = []
        for (column, criterion) in seriousnessFlags where answer(column) == .yes { criteria.insert(criterion) }
        return criteria
    }

    /// The row as an exposure (SDTM EX).
    package mutating func exposure() -> Exposure {
        typealias Column = ExposureColumn
        return Exposure(
            key: key, treatment: coded(Column.extrt), dose: number(Column.exdose), unit: text(Column.exdosu),
            frequency: text(Column.exdosfrq), start: date(Column.exstdtc), end: date(Column.exendtc))
    }

    /// The row as a medication (SDTM CM).
    package mutating func medication() -> Medication {
        typealias Column = MedicationColumn
        let decoded = coded(Column.cmdecod)
        return Medication(
            key: key, name: decoded.isEmpty ? coded(Column.cmtrt) : decoded, indication: text(Column.cmindc),
            start: date(Column.cmstdtc), end: date(Column.cmendtc), occurred: answer(Column.cmoccur),
            isNotDone: coded(Column.cmstat) == "NOT DONE", reasonNotGiven: text(Column.cmreasnd),
            noted: date(Column.cmdtc))
    }

    /// The row as a vital sign (SDTM VS).
    package mutating func vitalSign() -> VitalSign {
        typealias Column = VitalSignColumn
        return VitalSign(
            key: key, test: coded(Column.vstestcd), value: number(Column.vsstresn), unit: text(Column.vsstresu),
            collected: date(Column.vsdtc))
    }

    /// The row as a disposition (SDTM DS).
    package mutating func disposition() -> Disposition {
        typealias Column = DispositionColumn
        return Disposition(
            key: key, event: coded(Column.dsdecod), category: coded(Column.dscat), start: date(Column.dsstdtc))
    }
}
