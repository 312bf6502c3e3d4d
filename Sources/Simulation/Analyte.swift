// SPDX-License-Identifier: Apache-2.0

/// A laboratory test of the simulated trial.
enum Analyte: Int, CaseIterable, Sendable {
    case hemoglobin, leukocytes, neutrophils, lymphocytes, platelets
    case alanineAminotransferase, aspartateAminotransferase, alkalinePhosphatase, bilirubin, creatinine
    case potassium, sodium, calcium, albumin, glucose

    /// The tests of a blood count.
    static let bloodCount: [Analyte] = [.hemoglobin, .leukocytes, .neutrophils, .lymphocytes, .platelets]
    /// The tests of a serum panel.
    static let chemistry: [Analyte] = allCases.filter { !bloodCount.contains($0) }

    /// SDTM LBTESTCD.
    var code: String {
        switch self {
        case .hemoglobin: "HGB"
        case .leukocytes: "WBC"
        case .neutrophils: "NEUT"
        case .lymphocytes: "LYM"
        case .platelets: "PLAT"
        case .alanineAminotransferase: "ALT"
        case .aspartateAminotransferase: "AST"
        case .alkalinePhosphatase: "ALP"
        case .bilirubin: "BILI"
        case .creatinine: "CREAT"
        case .potassium: "K"
        case .sodium: "SODIUM"
        case .calcium: "CA"
        case .albumin: "ALB"
        case .glucose: "GLUC"
        }
    }

    /// The usual unit in China (SDTM LBORRESU).
    var unit: String {
        switch self {
        case .leukocytes, .neutrophils, .lymphocytes, .platelets: "10^9/L"
        case .hemoglobin, .albumin: "g/L"
        case .alanineAminotransferase, .aspartateAminotransferase, .alkalinePhosphatase: "U/L"
        case .bilirubin, .creatinine: "umol/L"
        case .potassium, .sodium, .calcium, .glucose: "mmol/L"
        }
    }

    /// Decimals in the usual unit.
    var places: Int {
        switch self {
        case .leukocytes, .neutrophils, .lymphocytes, .calcium, .potassium: 2
        case .bilirubin, .albumin, .glucose: 1
        default: 0
        }
    }

    /// The least amount a laboratory reports as a number, in the usual unit; less is reported as `<`.
    var quantifiedFrom: Double {
        switch self {
        case .platelets: 5
        case .neutrophils, .lymphocytes: 0.1
        case .alanineAminotransferase, .aspartateAminotransferase: 7
        case .bilirubin: 4
        default: 0
        }
    }

    /// Whether the body keeps the amount within a few per cent.
    var isTightlyHeld: Bool {
        switch self {
        case .sodium, .calcium, .potassium: true
        default: false
        }
    }

    /// A reference interval like those of the Chinese standards WS/T 404 and WS/T 405, in the usual unit.
    ///
    /// Written from memory and good enough for a simulation only.
    func referenceRange(_ sex: Sex) -> ClosedRange<Double> {
        switch self {
        case .hemoglobin: sex == .male ? 130...175 : 115...150
        case .leukocytes: 3.5...9.5
        case .neutrophils: 1.8...6.3
        case .lymphocytes: 1.1...3.2
        case .platelets: 125...350
        case .alanineAminotransferase: sex == .male ? 9...50 : 7...40
        case .aspartateAminotransferase: sex == .male ? 15...40 : 13...35
        case .alkalinePhosphatase: 45...125
        case .bilirubin: 3.4...20.5
        case .creatinine: sex == .male ? 57...97 : 41...73
        case .potassium: 3.5...5.3
        case .sodium: 137...147
        case .calcium: 2.11...2.52
        case .albumin: 40...55
        case .glucose: 3.9...6.1
        }
    }
}
