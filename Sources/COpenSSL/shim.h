// SHA-256 with its state in the caller's memory. OpenSSL 3 advises programs that choose their algorithms at run time to
// use EVP instead; the format has one algorithm, and EVP allocates for every hash. Signatures go through EVP.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
