// What the browser says of a passkey that it could not use, in plain words on the page.
const WORDS = {
  NotAllowedError: 'Nothing was done: it was cancelled, or took too long. Try again.',
  InvalidStateError: 'This device has a passkey for your account already.',
  SecurityError: 'Passkeys do not work at this address. They need https://, or “localhost”.',
  NotSupportedError: 'This device cannot make such a passkey.'
}

document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  const place = document.querySelector('.told--passkey') || document.createElement('p')
  place.className = 'told told--error told--passkey'
  place.setAttribute('role', 'alert')
  place.textContent = WORDS[event.detail.exception.name] || 'The passkey could not be used. Try again, or use another way.'
  document.querySelector('main h1').after(place)
})
