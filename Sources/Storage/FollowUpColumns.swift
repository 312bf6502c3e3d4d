// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A column of a follow-up table, in the order of the table's columns.
///
/// The case's name is the SDTM variable in lower case, which is the column's name in the store.
package protocol FollowUpColumn: CaseIterable, RawRepresentable, Sendable where RawValue == Int {}

/// The columns of DM that are kept; `pjprisk` is a supplemental qualifier.
package enum DemographicsColumn: Int, FollowUpColumn {
    case studyid, usubjid
    case subjid, siteid, armcd, arm, actarmcd, actarm, armnrs, sex, race, country, age, ageu
    case rficdtc, rfstdtc, rfxstdtc, rfxendtc, dthdtc, dthfl
    case pjprisk
}

/// The columns of AE that are kept; those from `aepain` on are supplemental qualifiers.
package enum AdverseEventColumn: Int, FollowUpColumn {
    case studyid, usubjid
    case aeterm, aestdtc, aedtc, aespid
    case aeseq
    case aelnkid, aellt, aedecod, aebodsys, aesoc, aetoxgr, aesev
    case aeser, aescan, aescong, aesdisab, aesdth, aeshosp, aeslife, aesmie
    case aerel, aeacn, aeout, aeendtc, aeenrtpt, aeentpt
    case aepain, aediss
    case aeexpect, aeawdtc, aespdtc, aerpdtc, aecpdtc
}

/// The columns of LB that are kept.
package enum LabColumn: Int, FollowUpColumn {
    case studyid, usubjid
    case lbtestcd, lbspec, lbdtc, visitnum, visit, lbcat, lbmethod, lbrefid
    case lbseq
    case lborres, lborresu, lbornrlo, lbornrhi
    case lbstresc, lbstresn, lbstresu, lbstnrlo, lbstnrhi, lbnrind
    case lblobxfl, lbblfl, lbstat, lbtoxgr, lbfast
}

/// The columns of EX that are kept.
package enum ExposureColumn: Int, FollowUpColumn {
    case studyid, usubjid
    case extrt, exstdtc, exspid, visitnum
    case exseq
    case exdose, exdosu, exdosfrm, exdosfrq, exroute, exendtc, exadj
}

/// The columns of CM that are kept.
package enum MedicationColumn: Int, FollowUpColumn {
    case studyid, usubjid
    case cmtrt, cmstdtc, cmspid, visitnum, cmdtc
    case cmseq
    case cmdecod, cmindc, cmdose, cmdosu, cmdosfrq, cmroute, cmendtc, cmenrtpt
    case cmstat, cmoccur, cmreasnd
}

/// The columns of VS that are kept.
package enum VitalSignColumn: Int, FollowUpColumn {
    case studyid, usubjid
    case vstestcd, vsdtc, vstpt, vspos, vsloc, visitnum, visit
    case vsseq
    case vsorres, vsorresu, vsstresc, vsstresn, vsstresu, vslobxfl, vsblfl
}

/// The columns of DS that are kept.
package enum DispositionColumn: Int, FollowUpColumn {
    case studyid, usubjid
    case dsdecod, dsstdtc, dscat, dsterm
    case dsseq
    case dsscat, epoch
}

extension FollowUpTable {
    /// The table of a domain, with the natural key the domain declares.
    ///
    /// A key holds what identifies an observation and stays when its result is corrected: what was observed,
    /// when, at which visit, and the sender's own identifier. It holds no result, grade or severity, because
    /// a corrected result must be the same row.
    package static func of(_ domain: Domain) -> FollowUpTable {
        switch domain {
        case .dm: demographics
        case .ae: adverseEvents
        case .lb: labResults
        case .ex: exposures
        case .cm: medications
        case .vs: vitalSigns
        case .ds: dispositions
        }
    }

    /// All tables, in the order of `Domain`.
    package static let all = Domain.allCases.map(FollowUpTable.of)

    private static let demographics = FollowUpTable(
        domain: .dm, keyCount: 0, sequence: nil, numbers: [DemographicsColumn.age], secondSchema: [.pjprisk])
    private static let adverseEvents = FollowUpTable(
        domain: .ae, keyCount: 4, sequence: AdverseEventColumn.aeseq, numbers: [],
        secondSchema: [.aeexpect, .aeawdtc, .aespdtc, .aerpdtc, .aecpdtc])
    private static let labResults = FollowUpTable(
        domain: .lb, keyCount: 8, sequence: LabColumn.lbseq, numbers: [.lbstresn, .lbstnrlo, .lbstnrhi],
        secondSchema: [.lbfast])
    private static let exposures = FollowUpTable(
        domain: .ex, keyCount: 4, sequence: ExposureColumn.exseq, numbers: [.exdose])
    private static let medications = FollowUpTable(
        domain: .cm, keyCount: 5, sequence: MedicationColumn.cmseq, numbers: [.cmdose],
        secondSchema: [.cmstat, .cmoccur, .cmreasnd])
    private static let vitalSigns = FollowUpTable(
        domain: .vs, keyCount: 7, sequence: VitalSignColumn.vsseq, numbers: [.vsstresn])
    private static let dispositions = FollowUpTable(
        domain: .ds, keyCount: 4, sequence: DispositionColumn.dsseq, numbers: [])
}
