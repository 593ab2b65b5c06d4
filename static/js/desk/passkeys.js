// A passkey that was just added stands in the list: the page is asked for anew.
document.addEventListener("otp_webauthn.register_complete", () => window.location.reload());
