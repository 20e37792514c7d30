// SPDX-License-Identifier: MPL-2.0
// Asks the device for a passkey, and sends what it answers with the form that the button stands in.
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const written = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const keys = (list) =>
  (list ?? "").split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: bytes(id) }));

async function answer(asked) {
  const challenge = bytes(asked.challenge);
  const timeout = 120000;
  if (asked.passkey === "get") {
    const { rawId, response } = await navigator.credentials.get({
      publicKey: {
        challenge, timeout, rpId: asked.party, userVerification: "required", allowCredentials: keys(asked.keys),
      },
    });
    return {
      credential: rawId, client: response.clientDataJSON, device: response.authenticatorData,
      signature: response.signature, user: response.userHandle ?? new ArrayBuffer(0),
    };
  }
  const { rawId, response } = await navigator.credentials.create({
    publicKey: {
      challenge, timeout, rp: { id: asked.party, name: "Værn" },
      user: { id: bytes(asked.user), name: asked.username, displayName: asked.name },
      pubKeyCredParams: asked.algorithms.split(" ").map((alg) => ({ type: "public-key", alg: Number(alg) })),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
      attestation: "none", excludeCredentials: keys(asked.keys),
    },
  });
  return { credential: rawId, client: response.clientDataJSON, attestation: response.attestationObject };
}

for (const place of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  const [form, told] = [place.querySelector("form"), place.querySelector("[role='status']")];
  place.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    told.textContent = "";
    try {
      for (const [name, value] of Object.entries(await answer(place.dataset))) {
        form.elements[name].value = written(value);
      }
      form.submit();
    } catch {
      told.textContent = told.dataset.failed;
    }
  });
}
