import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startSession } from './lib/api.ts';
import { startCounting } from './lib/counting.ts';
import { followPages } from './lib/follow-pages.ts';
import { queryClient } from './lib/query-client.ts';
import { makeRouter } from './routes/router.tsx';
import { ToastProvider } from './ui/toast.tsx';
import './ui/tokens.css';
import './ui/base.css';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');

const sessionReady = startSession();
const router = makeRouter({ sessionReady });
followPages(router);
void startCounting(sessionReady);

createRoot(place).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
);
