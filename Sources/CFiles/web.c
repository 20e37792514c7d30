// SPDX-License-Identifier: MPL-2.0

#include "CFiles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

#define FILE_IS(name) \
    struct vaern_file vaern_file_##name(void) { return (struct vaern_file){name, sizeof name}; }

static const unsigned char favicon_svg[] = {
#embed "../Web/Assets/favicon.svg"
};
FILE_IS(favicon_svg)
static const unsigned char inter_OFL_txt[] = {
#embed "../Web/Assets/inter-OFL.txt"
};
FILE_IS(inter_OFL_txt)
static const unsigned char inter_woff2[] = {
#embed "../Web/Assets/inter.woff2"
};
FILE_IS(inter_woff2)
static const unsigned char journalpakke_1_xsd[] = {
#embed "../Web/Assets/journalpakke-1.xsd"
};
FILE_IS(journalpakke_1_xsd)
static const unsigned char passkey_js[] = {
#embed "../Web/Assets/passkey.js"
};
FILE_IS(passkey_js)
static const unsigned char pdf_py[] = {
#embed "../Web/Assets/pdf.py"
};
FILE_IS(pdf_py)
static const unsigned char player_js[] = {
#embed "../Web/Assets/player.js"
};
FILE_IS(player_js)
static const unsigned char print_css[] = {
#embed "../Web/Assets/print.css"
};
FILE_IS(print_css)
static const unsigned char scorm_js[] = {
#embed "../Web/Assets/scorm.js"
};
FILE_IS(scorm_js)
static const unsigned char sift_js[] = {
#embed "../Web/Assets/sift.js"
};
FILE_IS(sift_js)
static const unsigned char vaern_css[] = {
#embed "../Web/Assets/vaern.css"
};
FILE_IS(vaern_css)
static const unsigned char vaern_js[] = {
#embed "../Web/Assets/vaern.js"
};
FILE_IS(vaern_js)
static const unsigned char emnepolitik_da_md[] = {
#embed "../Web/Templates/emnepolitik.da.md"
};
FILE_IS(emnepolitik_da_md)
static const unsigned char emnepolitik_en_md[] = {
#embed "../Web/Templates/emnepolitik.en.md"
};
FILE_IS(emnepolitik_en_md)
static const unsigned char modul_da_md[] = {
#embed "../Web/Templates/modul.da.md"
};
FILE_IS(modul_da_md)
static const unsigned char modul_en_md[] = {
#embed "../Web/Templates/modul.en.md"
};
FILE_IS(modul_en_md)
static const unsigned char politik_da_md[] = {
#embed "../Web/Templates/politik.da.md"
};
FILE_IS(politik_da_md)
static const unsigned char politik_en_md[] = {
#embed "../Web/Templates/politik.en.md"
};
FILE_IS(politik_en_md)
static const unsigned char procedure_da_md[] = {
#embed "../Web/Templates/procedure.da.md"
};
FILE_IS(procedure_da_md)
static const unsigned char procedure_en_md[] = {
#embed "../Web/Templates/procedure.en.md"
};
FILE_IS(procedure_en_md)
static const unsigned char vejledning_da_md[] = {
#embed "../Web/Templates/vejledning.da.md"
};
FILE_IS(vejledning_da_md)
static const unsigned char vejledning_en_md[] = {
#embed "../Web/Templates/vejledning.en.md"
};
FILE_IS(vejledning_en_md)
static const unsigned char administration_af_dataadgange_md[] = {
#embed "../Web/Templates/emner/administration-af-dataadgange.md"
};
FILE_IS(administration_af_dataadgange_md)
static const unsigned char backup_og_restore_md[] = {
#embed "../Web/Templates/emner/backup-og-restore.md"
};
FILE_IS(backup_og_restore_md)
static const unsigned char kryptering_md[] = {
#embed "../Web/Templates/emner/kryptering.md"
};
FILE_IS(kryptering_md)
static const unsigned char leverandoerstyring_md[] = {
#embed "../Web/Templates/emner/leverandoerstyring.md"
};
FILE_IS(leverandoerstyring_md)
static const unsigned char logning_md[] = {
#embed "../Web/Templates/emner/logning.md"
};
FILE_IS(logning_md)
static const unsigned char sikkerhedshaendelser_og_beredskab_md[] = {
#embed "../Web/Templates/emner/sikkerhedshaendelser-og-beredskab.md"
};
FILE_IS(sikkerhedshaendelser_og_beredskab_md)
static const unsigned char sletning_af_data_md[] = {
#embed "../Web/Templates/emner/sletning-af-data.md"
};
FILE_IS(sletning_af_data_md)
static const unsigned char styring_af_aktiver_md[] = {
#embed "../Web/Templates/emner/styring-af-aktiver.md"
};
FILE_IS(styring_af_aktiver_md)
static const unsigned char systemvedligeholdelse_md[] = {
#embed "../Web/Templates/emner/systemvedligeholdelse.md"
};
FILE_IS(systemvedligeholdelse_md)
