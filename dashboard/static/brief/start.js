// Starts the modules of a briefing of one file: each is a function, run once, when it is first asked for.

const running = {};
const inFile = {};

/** A module, by its name. */
function load(name) {
  running[name] ??= modules[name]({ url: `file:///${name}` }, load, answered);
  return running[name];
}

/** What a module fetches, as it stands in the file; nothing is ever asked for outside. */
async function answered(address) {
  const name = new URL(address).pathname.split("/").pop();
  if (!(name in inFile)) return { ok: false, status: 404 };
  return { ok: true, json: async () => inFile[name] };
}

function start(entry) {
  load(entry).then(({ begin }) => begin(inFile)).catch((error) => console.error(`briefing: ${error.message}`));
}
