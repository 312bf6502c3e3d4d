// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// What the robots of DingTalk and WeCom answer.
struct RobotAnswer: Decodable {
    var code: Int
    var message: String

    enum CodingKeys: String, CodingKey {
        case code = "errcode"
        case message = "errmsg"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        code = try container.decode(Int.self, forKey: .code)
        message = try container.decodeIfPresent(String.self, forKey: .message) ?? ""
    }
}

extension ReceiverAnswer {
    /// The body as JSON of this form; nil when it is not, and when reading was cut off.
    func read<Form: Decodable>(_ form: Form.Type) -> Form? {
        guard !body.isCut else { return nil }
        return try? JSONDecoder().decode(form, from: Data(body.bytes))
    }
}
