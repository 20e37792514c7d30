// SPDX-License-Identifier: MPL-2.0

// The files that Værn is made with, embedded by the C compiler: as array literals in Swift they take a minute to compile.

#ifndef VAERN_FILES_H
#define VAERN_FILES_H

/// The bytes of one file, for as long as the program runs.
struct vaern_file {
    const unsigned char *bytes;
    unsigned long count;
};

// Exchange.
struct vaern_file vaern_file_gdpr_csv(void);
struct vaern_file vaern_file_iso27001_csv(void);
struct vaern_file vaern_file_iso27002_csv(void);
struct vaern_file vaern_file_mappings_csv(void);
struct vaern_file vaern_file_nis2_csv(void);
struct vaern_file vaern_file_terms_csv(void);
struct vaern_file vaern_file_termsources_csv(void);
struct vaern_file vaern_file_threats_csv(void);
struct vaern_file vaern_file_cybersikkerhed_da_md(void);
struct vaern_file vaern_file_cybersikkerhed_en_md(void);
struct vaern_file vaern_file_gdpr_da_md(void);
struct vaern_file vaern_file_gdpr_en_md(void);
struct vaern_file vaern_file_informationssikkerhed_da_md(void);
struct vaern_file vaern_file_informationssikkerhed_en_md(void);
struct vaern_file vaern_file_modul_css(void);
struct vaern_file vaern_file_modul_js(void);

// Web.
struct vaern_file vaern_file_favicon_svg(void);
struct vaern_file vaern_file_inter_OFL_txt(void);
struct vaern_file vaern_file_inter_woff2(void);
struct vaern_file vaern_file_journalpakke_1_xsd(void);
struct vaern_file vaern_file_passkey_js(void);
struct vaern_file vaern_file_pdf_py(void);
struct vaern_file vaern_file_player_js(void);
struct vaern_file vaern_file_print_css(void);
struct vaern_file vaern_file_scorm_js(void);
struct vaern_file vaern_file_sift_js(void);
struct vaern_file vaern_file_vaern_css(void);
struct vaern_file vaern_file_vaern_js(void);
struct vaern_file vaern_file_emnepolitik_da_md(void);
struct vaern_file vaern_file_emnepolitik_en_md(void);
struct vaern_file vaern_file_modul_da_md(void);
struct vaern_file vaern_file_modul_en_md(void);
struct vaern_file vaern_file_politik_da_md(void);
struct vaern_file vaern_file_politik_en_md(void);
struct vaern_file vaern_file_procedure_da_md(void);
struct vaern_file vaern_file_procedure_en_md(void);
struct vaern_file vaern_file_vejledning_da_md(void);
struct vaern_file vaern_file_vejledning_en_md(void);
struct vaern_file vaern_file_administration_af_dataadgange_md(void);
struct vaern_file vaern_file_backup_og_restore_md(void);
struct vaern_file vaern_file_kryptering_md(void);
struct vaern_file vaern_file_leverandoerstyring_md(void);
struct vaern_file vaern_file_logning_md(void);
struct vaern_file vaern_file_sikkerhedshaendelser_og_beredskab_md(void);
struct vaern_file vaern_file_sletning_af_data_md(void);
struct vaern_file vaern_file_styring_af_aktiver_md(void);
struct vaern_file vaern_file_systemvedligeholdelse_md(void);

#endif
