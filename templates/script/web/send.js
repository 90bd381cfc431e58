const messageBox = document.getElementById('message');
let messageTimer = 0;

/** Says something at the lower edge of the page, with one thing that can be done about it. */
function say(text, tone = 'neutral', action = null) {
  clearTimeout(messageTimer);
  messageBox.replaceChildren(document.createTextNode(text));
  messageBox.dataset.tone = tone;
  messageBox.hidden = false;
  if (action !== null) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button';
    button.textContent = action.text;
    button.addEventListener('click', action.run);
    messageBox.append(button);
  }
  messageTimer = setTimeout(
    () => {
      messageBox.hidden = true;
    },
    action === null && tone !== 'fail' ? 6000 : 30000,
  );
}

/** Sends a change. Resolves with the answer; rejects with an error in words. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that are joined after this one call it
async function send(path, body = {}, method = 'POST') {
  const isJson = !(body instanceof Blob);
  const headers = {
    'x-plimsoll': '1',
    'content-type': isJson ? 'application/json' : 'application/octet-stream',
  };
  let response;
  try {
    response = await fetch(path, { method, headers, body: isJson ? JSON.stringify(body) : body });
  } catch {
    throw new Error('The server does not answer. Is plimsoll web still running?');
  }
  const answer = await response.json().catch(() => ({ error: { what: response.statusText, fix: '' } }));
  if (response.ok) return answer;
  const { what, fix } = answer.error;
  throw new Error([what, fix].filter((part) => part !== '').join('\n'));
}

/** What a click does, with its failure said. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that are joined after this one call it
function attempt(work) {
  work().catch((error) => say(error.message, 'fail'));
}
