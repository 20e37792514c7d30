// SPDX-License-Identifier: MPL-2.0

import Domain

/// What other registers of assets hand out, in their form and with an invented harbour in it.
enum AssetRegisterFiles {
    private static func uuid(_ number: Int) -> String {
        "0000000a-0000-4000-8000-00000000000\(number)"
    }

    /// Three answers in one file. Member names as the interface has them, one of them in capitals.
    static let kitos = """
        {"systemer": [
           {"uuid": "\(uuid(1))", "name": "Havnesystem", "description": "Holder styr på både.", "deactivated": false,
            "kle": [{"uuid": "\(uuid(9))", "name": "08.02.00"}], "businessType": {"uuid": "\(uuid(9))", "name": "Fagsystem"},
            "rightsHolder": {"uuid": "\(uuid(9))", "name": "Havneleverandøren", "cvr": "12345678"}},
           {"uuid": "\(uuid(2))", "name": "Gammelt system", "deactivated": true, "kle": []},
           {"uuid": "nej", "name": "Uden rigtig UUID", "deactivated": false, "kle": []}],
         "anvendelser": [
           {"uuid": "\(uuid(3))", "systemContext": {"uuid": "\(uuid(1).uppercased())", "name": "Havnesystem"},
            "general": {"notes": "Bruges af havnekontoret.", "dataClassification": {"name": "Fortrolige data"},
              "validity": {"valid": true, "validFrom": "2024-01-02T00:00:00Z", "validTo": null}},
            "roles": [{"user": {"name": "Eva Eksempel"}, "role": {"name": "Systemejer"}}],
            "organizationUsage": {"usingOrganizationUnits": [], "responsibleOrganizationUnit": {"name": "Havnekontoret"}},
            "GDPR": {"purpose": "Havneafgifter", "businessCritical": "Yes", "hostedAt": "External",
              "dataSensitivityLevels": ["PersonData"], "specificPersonalData": ["CprNumber"], "sensitivePersonData": [],
              "riskAssessmentConductedDate": "2025-05-06T10:00:00Z", "riskAssessmentResult": "Medium"},
            "outgoingSystemRelations": [
              {"uuid": "\(uuid(8))", "toSystemUsage": {"uuid": "\(uuid(4))", "name": "Kasse"}, "description": "Afgifter"},
              {"uuid": "\(uuid(8))", "toSystemUsage": null}]},
           {"uuid": "\(uuid(4))", "systemContext": {"uuid": "\(uuid(5))", "name": "Kasse"}, "general": {}, "roles": []},
           {"uuid": "\(uuid(4))", "systemContext": {"uuid": "\(uuid(5))", "name": "Kasse igen"}},
           {"uuid": "\(uuid(6))", "systemContext": {}}],
         "enheder": [
           {"uuid": "\(uuid(6))", "name": "Havnen", "parentOrganizationUnit": null, "origin": "Kitos"},
           {"uuid": "\(uuid(7))", "name": "Havnekontoret", "parentOrganizationUnit": {"uuid": "\(uuid(6))", "name": "Havnen"}},
           {"name": "Uden UUID", "parentOrganizationUnit": null}]}
        """

    static let os2compliance = """
        {"totalPages": 3, "page": 0, "totalCount": 201, "count": 4, "content": [
          {"id": 17, "version": 2, "name": "Havnesystem", "description": "Både", "assetType": {"identifier": "it",
             "name": "It-system"}, "criticality": "CRITICAL", "sociallyCritical": true, "assetStatus": "READY",
           "systemOwners": [{"uuid": "u", "name": "Eva Eksempel"}], "responsibleUsers": [], "departments": [{"name": "Havnen"}],
           "supplier": {"id": 3, "name": "Havneleverandøren"},
           "properties": [{"key": "kitos_uuid", "value": "\(uuid(1))"}, {"key": "andet", "value": "x"}]},
          {"id": 18, "name": "Kasse", "assetType": {"name": "It-system"}, "criticality": "NON_CRITICAL"},
          {"id": 18, "name": "Kasse igen", "assetType": {"name": "It-system"}},
          {"name": "Uden id", "assetType": {"name": "It-system"}}]}
        """

    static let dump = """
        <?xml version="1.0"?>
        <mysqldump xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <database name="os2compliance">
        <table_structure name="assets"><field Field="id" Type="bigint(20)" Null="NO" Key="PRI" /></table_structure>
        <table_data name="assets">
        <row><field name="id">17</field><field name="name">Havnesystem &amp; kaj</field><field name="asset_type">4</field>
          <field name="criticality">CRITICAL</field><field name="socially_critical">1</field>
          <field name="supplier_id">3</field><field name="description" xsi:nil="true" /><field name="deleted">0</field></row>
        <row><field name="id">18</field><field name="name">Kasse</field><field name="asset_type">It-system</field>
          <field name="deleted">\u{01}</field></row>
        <row><field name="id">19</field><field name="name">Kran</field><field name="criticality">NON_CRITICAL</field></row>
        <row><field name="id">20</field><field name="name" xsi:nil="true" /></row>
        </table_data>
        <table_data name="suppliers">
        <row><field name="id">3</field><field name="name">Havneleverandøren</field><field name="cvr">12345678</field></row>
        </table_data>
        <table_data name="choice_values"><row><field name="id">4</field><field name="caption">It-system</field></row></table_data>
        <table_data name="properties">
        <row><field name="id">1</field><field name="prop_key">kitos_usage_uuid</field>
          <field name="prop_value">\(uuid(3))</field><field name="entity_id">17</field></row>
        </table_data>
        <table_data name="relations">
        <row><field name="relation_a_id">17</field><field name="relation_a_type">ASSET</field>
          <field name="relation_b_id">19</field><field name="relation_b_type">ASSET</field></row>
        <row><field name="relation_a_id">17</field><field name="relation_a_type">ASSET</field>
          <field name="relation_b_id">18</field><field name="relation_b_type">ASSET</field></row>
        <row><field name="relation_a_id">30</field><field name="relation_a_type">THREAT_ASSESSMENT</field>
          <field name="relation_b_id">17</field><field name="relation_b_type">ASSET</field></row>
        </table_data>
        <table_data name="threat_assessments"><row><field name="id">30</field><field name="name">Havnen 2025</field></row>
        </table_data>
        <table_data name="threat_catalog_threats"><row><field name="identifier">h01</field>
          <field name="description">Vandet står over kajen</field></row></table_data>
        <table_data name="custom_threats"><row><field name="id">5</field><field name="description">Kranen vælter</field></row>
        </table_data>
        <table_data name="threat_assessment_responses">
        <row><field name="id">1</field><field name="threat_assessment_id">30</field>
          <field name="threat_catalog_threat_id">h01</field><field name="probability">3</field>
          <field name="availability_organisation">4</field><field name="integrity_registered">2</field>
          <field name="confidentiality_organisation" xsi:nil="true" /><field name="problem">Lav kaj</field>
          <field name="existing_measures">Pumper</field><field name="method">MITIGER</field>
          <field name="residual_risk_probability">2</field><field name="residual_risk_consequence">900</field>
          <field name="not_relevant">0</field></row>
        <row><field name="id">2</field><field name="threat_assessment_id">30</field><field name="custom_threat_id">5</field></row>
        <row><field name="id">3</field><field name="threat_assessment_id">30</field>
          <field name="threat_catalog_threat_id">h01</field><field name="not_relevant">1</field></row>
        <row><field name="id">4</field><field name="threat_assessment_id">31</field>
          <field name="threat_catalog_threat_id">h01</field></row>
        </table_data>
        <table_data name="users"><row><field name="password">hemmeligt</field></row></table_data>
        </database>
        </mysqldump>
        """

    static let all = [kitos, os2compliance, dump]
}
