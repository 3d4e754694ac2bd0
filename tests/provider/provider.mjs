// A maintained OpenID provider on loopback: anyone signs in as whom they say, with the claims that a file gives them.
// Usage: node provider.mjs PORT REDIRECT_URI CLAIMS.json ID_TOKEN_SECONDS
import { readFileSync } from "node:fs";
import { Provider } from "oidc-provider";

const [port, redirectUri, claimsFile, seconds] = process.argv.slice(2);
const client = {
  client_id: "moei",
  client_secret: "a-secret-of-the-tests-that-opens-nothing",
  redirect_uris: [redirectUri],
  post_logout_redirect_uris: [redirectUri],
};
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [client],
  claims: { openid: ["sub"], profile: ["preferred_username", "roles", "country"] },
  conformIdTokenClaims: false,
  findAccount: (_context, id) => ({
    accountId: id,
    // Read anew, so that a test can give somebody another role.
    claims: () => ({ sub: id, ...JSON.parse(readFileSync(claimsFile, "utf8"))[id] }),
  }),
  cookies: { keys: ["a-key-of-the-tests"] },
  pkce: { required: () => false },
  ttl: { IdToken: Number(seconds), AccessToken: 3600, Session: 3600, Interaction: 600, Grant: 3600 },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
