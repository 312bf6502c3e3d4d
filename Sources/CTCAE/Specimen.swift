// SPDX-License-Identifier: Apache-2.0

package import Trial

/// What a row says its specimen is (SDTM LBSPEC, or LBCAT where that is empty), in English or Chinese.
enum Specimen: Hashable, Sendable {
    /// Blood, serum or plasma, of a vein, of a capillary or unspecified.
    case blood
    /// Blood that is named a vein's.
    case venousBlood
    /// Blood of an artery.
    case arterialBlood
    /// Urine.
    case urine
    /// Something else that is known, such as cerebrospinal fluid or bone marrow.
    case other
    /// Nothing is said.
    case unnamed
    /// A text that no list knows.
    case unknown

    /// Reads LBSPEC.
    init(_ text: String) {
        switch text {
        case "BLOOD", "SERUM", "PLASMA", "SERUM OR PLASMA": self = .blood
        case "": self = .unnamed
        default: self = Specimen.read(text.uppercased())
        }
    }

    /// Reads what a category such as `URINALYSIS` says of the specimen; most say nothing.
    init(category: String) {
        switch category {
        // CDISC's own categories, read beforehand because every row has one.
        case "", "CHEMISTRY", "HEMATOLOGY", "COAGULATION", "IMMUNOLOGY":
            self = .unnamed
            return
        case "URINALYSIS":
            self = .urine
            return
        default: break
        }
        let text = category.uppercased()
        let words = Specimen.words(of: text)
        if text.contains("URIN") || text.contains("尿") {
            self = .urine
        } else if !words.isDisjoint(with: Specimen.otherWords) || Specimen.otherSigns.contains(where: text.contains) {
            self = .other
        } else {
            self = .unnamed
        }
    }

    private static func read(_ text: String) -> Specimen {
        let words = words(of: text)
        if ["UNKNOWN", "UNK", "N/A", "NA", "NOT APPLICABLE", "."].contains(text) { return .unnamed }
        if text.contains("URIN") || text.contains("尿") { return .urine }
        if !words.isDisjoint(with: otherWords) || otherSigns.contains(where: text.contains) { return .other }
        if !words.isDisjoint(with: ["ARTERIAL", "ARTERY"]) || text.contains("动脉") { return .arterialBlood }
        if !words.isDisjoint(with: ["VENOUS", "VEIN"]) || text.contains("静脉") { return .venousBlood }
        if !words.isDisjoint(with: bloodWords) || text.contains("血") { return .blood }
        return .unknown
    }

    private static func words(of text: String) -> Set<Substring> {
        Set(text.split { !$0.isLetter && !$0.isNumber })
    }

    private static let bloodWords: Set<Substring> = [
        "BLOOD", "SERUM", "PLASMA", "SERPLAS", "SERPL", "BLD", "SER", "PLAS", "CAPILLARY",
    ]

    /// What is not the blood of a vein or artery, or holds blood only by name.
    private static let otherWords: Set<Substring> = [
        "CORD", "MARROW", "CELL", "CELLS", "ERYTHROCYTES", "DIALYSATE", "STOOL", "FECES", "FAECES", "FECAL", "FAECAL",
        "FLUID", "CSF", "CEREBROSPINAL", "SPINAL", "PLEURAL", "PERITONEAL", "ASCITES", "SYNOVIAL", "SALIVA", "SWEAT",
        "SPUTUM", "TISSUE", "BILE", "SWAB", "HAIR", "BREATH",
    ]

    private static let otherSigns = [
        "脐", "骨髓", "细胞", "透析", "粪", "便", "脑脊", "胸水", "腹水", "积液", "痰", "唾液", "胆汁", "潜血", "隐血",
    ]
}

extension LabResult {
    /// Whether the result is a share of the white cells in per cent, under a test code that may also be a count's.
    package var isShareOfCells: Bool {
        guard let analyte = Analyte(testCode: test), analyte.isCellCount else { return false }
        return Analyte.oxygenSaturation.unit(spelled: unit) == .percent
    }
}

extension Analyte {
    fileprivate var isCellCount: Bool {
        switch self {
        case .neutrophils, .lymphocytes, .eosinophils, .cd4Lymphocytes: true
        default: false
        }
    }
}
