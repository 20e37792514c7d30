// SPDX-License-Identifier: MPL-2.0

#include "CFiles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

#define FILE_IS(name) \
    struct vaern_file vaern_file_##name(void) { return (struct vaern_file){name, sizeof name}; }

static const unsigned char gdpr_csv[] = {
#embed "../Exchange/Frameworks/Data/gdpr.csv"
};
FILE_IS(gdpr_csv)
static const unsigned char iso27001_csv[] = {
#embed "../Exchange/Frameworks/Data/iso27001.csv"
};
FILE_IS(iso27001_csv)
static const unsigned char iso27002_csv[] = {
#embed "../Exchange/Frameworks/Data/iso27002.csv"
};
FILE_IS(iso27002_csv)
static const unsigned char mappings_csv[] = {
#embed "../Exchange/Frameworks/Data/mappings.csv"
};
FILE_IS(mappings_csv)
static const unsigned char nis2_csv[] = {
#embed "../Exchange/Frameworks/Data/nis2.csv"
};
FILE_IS(nis2_csv)
static const unsigned char terms_csv[] = {
#embed "../Exchange/Frameworks/Data/terms.csv"
};
FILE_IS(terms_csv)
static const unsigned char termsources_csv[] = {
#embed "../Exchange/Frameworks/Data/termsources.csv"
};
FILE_IS(termsources_csv)
static const unsigned char threats_csv[] = {
#embed "../Exchange/Risks/Data/threats.csv"
};
FILE_IS(threats_csv)
static const unsigned char cybersikkerhed_da_md[] = {
#embed "../Exchange/Learning/Data/cybersikkerhed.da.md"
};
FILE_IS(cybersikkerhed_da_md)
static const unsigned char cybersikkerhed_en_md[] = {
#embed "../Exchange/Learning/Data/cybersikkerhed.en.md"
};
FILE_IS(cybersikkerhed_en_md)
static const unsigned char gdpr_da_md[] = {
#embed "../Exchange/Learning/Data/gdpr.da.md"
};
FILE_IS(gdpr_da_md)
static const unsigned char gdpr_en_md[] = {
#embed "../Exchange/Learning/Data/gdpr.en.md"
};
FILE_IS(gdpr_en_md)
static const unsigned char informationssikkerhed_da_md[] = {
#embed "../Exchange/Learning/Data/informationssikkerhed.da.md"
};
FILE_IS(informationssikkerhed_da_md)
static const unsigned char informationssikkerhed_en_md[] = {
#embed "../Exchange/Learning/Data/informationssikkerhed.en.md"
};
FILE_IS(informationssikkerhed_en_md)
static const unsigned char modul_css[] = {
#embed "../Exchange/Learning/Player/modul.css"
};
FILE_IS(modul_css)
static const unsigned char modul_js[] = {
#embed "../Exchange/Learning/Player/modul.js"
};
FILE_IS(modul_js)
